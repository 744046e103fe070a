package org.taskyard.handlers.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.taskyard.json.Utf8;

/**
 * The bytes of a text in UTF-8, one after the other. What was read since the mark is kept, and can
 * be read again. Whatever gives a text its form (line ends, commas, quotes) is ASCII, and no byte
 * of another character is: so the form can be read from the bytes, also where they are not UTF-8.
 */
final class TextBytes implements Closeable {

  /** Behind the last byte. */
  static final int END = -1;

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int START = 4;
  private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

  private final InputStream in;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private byte[] buffer = new byte[BUFFER_BYTES];
  private int mark;
  private int next;
  private int filled;
  private long dropped;

  /**
   * Stands behind the byte order mark, if there is one.
   *
   * @throws RowReader.Unreadable if the text is UTF-16 or UTF-32
   */
  TextBytes(InputStream in) throws IOException {
    this.in = in;
    filled = in.readNBytes(buffer, 0, START);
    try {
      Utf8.refuseOther(Arrays.copyOf(buffer, filled));
    } catch (Utf8.Other other) {
      throw new RowReader.Unreadable(
          "the file is UTF-16 or UTF-32, and only UTF-8 is read; save it as UTF-8");
    }
    boolean marked = Arrays.equals(BYTE_ORDER_MARK, Arrays.copyOf(buffer, BYTE_ORDER_MARK.length));
    next = marked ? BYTE_ORDER_MARK.length : 0;
    mark = next;
  }

  /** The next byte, 0 to 255, or {@link #END}. */
  int read() throws IOException {
    return next < filled || fill() ? buffer[next++] & 0xff : END;
  }

  /**
   * Takes the second byte of a line end that has two.
   *
   * @param first the byte that was read last
   * @return true if it is, or begins, a line end: CR, LF or CRLF
   */
  boolean endsLine(int first) throws IOException {
    if (first == '\r' && (next < filled || fill()) && buffer[next] == '\n') {
      next++;
    }
    return first == '\r' || first == '\n';
  }

  /** Lets go what was read so far. */
  void mark() {
    mark = next;
  }

  /** Bytes read since the mark. */
  int length() {
    return next - mark;
  }

  /** Goes back to where so many bytes had been read since the mark. */
  void backTo(int length) {
    next = mark + length;
  }

  /** A part of what was read since the mark. */
  String text(int from, int to) throws CharacterCodingException {
    return utf8.decode(ByteBuffer.wrap(buffer, mark + from, to - from)).toString();
  }

  private boolean fill() throws IOException {
    dropped += mark;
    filled -= mark;
    next -= mark;
    byte[] room = filled < buffer.length ? buffer : new byte[2 * buffer.length];
    System.arraycopy(buffer, mark, room, 0, filled);
    buffer = room;
    mark = 0;
    int more = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, more);
    return more > 0;
  }

  /** Bytes read so far. */
  long position() {
    return dropped + next;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
