package org.taskyard.handlers.transfer;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a text in UTF-8. A line that is too long or not UTF-8 costs itself only: it is
 * passed over, in bounded memory, and told.
 */
final class Lines implements Closeable {

  /**
   * Bytes of a line; the largest task that can be stored takes less than half, however it is
   * escaped.
   */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * A line.
   *
   * @param number from 1
   * @param text without the line feed at its end; null if there is a fault
   * @param fault why it cannot be read, else null
   */
  record Line(long number, String text, String fault) {}

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int filled;
  private long number;
  private long position;

  Lines(InputStream in) {
    this.in = in;
  }

  /** The next line, null behind the last one. */
  Line next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean tooLong = false;
    boolean any = false;
    while (fill()) {
      any = true;
      int end = next;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      tooLong |= line.size() + (end - next) > MAX_BYTES;
      if (!tooLong) {
        line.write(buffer, next, end - next);
      }
      boolean complete = end < filled;
      next = complete ? end + 1 : end;
      if (complete) {
        break;
      }
    }
    return any ? line(line, tooLong) : null;
  }

  private Line line(ByteArrayOutputStream bytes, boolean tooLong) {
    number++;
    if (tooLong) {
      return new Line(number, null, "the line is longer than " + MAX_BYTES + " bytes");
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString();
      boolean marked = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
      return new Line(number, marked ? text.substring(1) : text, null);
    } catch (CharacterCodingException other) {
      return new Line(number, null, "the line is not UTF-8");
    }
  }

  private boolean fill() throws IOException {
    if (next == filled) {
      next = 0;
      filled = Math.max(0, in.read(buffer, 0, BUFFER_BYTES));
      position += filled;
    }
    return next < filled;
  }

  /** Bytes read so far. */
  long position() {
    return position - (filled - next);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
