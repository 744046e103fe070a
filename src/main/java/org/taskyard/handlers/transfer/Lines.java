package org.taskyard.handlers.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;

/**
 * The lines of a text in UTF-8, each ended by CR, LF or CRLF. A line that is too long or not UTF-8
 * costs itself only: it is passed over, in bounded memory, and reported.
 */
final class Lines implements Closeable {

  /**
   * Bytes of a line; the largest task that can be stored takes less than half, however it is
   * escaped.
   */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final String BLANKS = " \t\r\n";

  /**
   * A line.
   *
   * @param number from 1
   * @param text without the line end; null if there is a fault
   * @param fault why it cannot be read, else null
   */
  record Line(long number, String text, String fault) {}

  private final TextBytes bytes;
  private final int maxBytes;
  private long number;

  Lines(InputStream in) throws IOException {
    this(in, MAX_BYTES);
  }

  Lines(InputStream in, int maxBytes) throws IOException {
    this.bytes = new TextBytes(in);
    this.maxBytes = maxBytes;
  }

  /** The next line, null behind the last one. */
  Line next() throws IOException {
    bytes.mark();
    boolean tooLong = false;
    int end = 0;
    int read = bytes.read();
    if (read == TextBytes.END) {
      return null;
    }
    while (read != TextBytes.END && !bytes.endsLine(read)) {
      end = bytes.length();
      if (end > maxBytes) {
        tooLong = true;
        bytes.mark();
      }
      read = bytes.read();
    }
    number++;
    return tooLong
        ? new Line(number, null, "the line is longer than " + maxBytes + " bytes")
        : line(end);
  }

  private Line line(int end) {
    try {
      return new Line(number, bytes.text(0, end), null);
    } catch (CharacterCodingException other) {
      return new Line(number, null, "the line is not UTF-8");
    }
  }

  /** White space by the rules of JSON; any other is content. */
  static boolean isBlank(String text) {
    return text.chars().allMatch(c -> BLANKS.indexOf(c) >= 0);
  }

  /** Bytes read so far. */
  long position() {
    return bytes.position();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
