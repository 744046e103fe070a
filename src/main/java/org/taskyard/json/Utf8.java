package org.taskyard.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of JSON (RFC 8259 section 8.1), by the same rules for every body: a byte order mark
 * at the start is skipped, bytes that are not UTF-8 are refused, and UTF-16 and UTF-32 are named in
 * the refusal.
 */
public final class Utf8 {

  /** What starts with these bytes, or has a zero among them, is UTF-16 or UTF-32. */
  private static final int START = 4;

  private Utf8() {}

  /** The text is UTF-16 or UTF-32. */
  public static final class Other extends CharacterCodingException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      return "it is UTF-16 or UTF-32, UTF-8 is expected";
    }
  }

  /**
   * The characters of the bytes, without the mark; fails where they are not UTF-8.
   *
   * @throws Other if they are UTF-16 or UTF-32
   */
  public static Reader reader(InputStream bytes) throws IOException {
    PushbackInputStream in = new PushbackInputStream(bytes, START);
    byte[] start = in.readNBytes(START);
    refuseOther(start);
    int mark = marked(start) ? 3 : 0;
    in.unread(start, mark, start.length - mark);
    return new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
  }

  /**
   * Looks at the first bytes of a text, at least four if there are as many.
   *
   * @throws Other if they are UTF-16 or UTF-32
   */
  public static void refuseOther(byte[] start) throws Other {
    boolean other = start.length > 1 && (start[0] & start[1] & 0xFE) == 0xFE;
    for (int i = 0; i < Math.min(START, start.length); i++) {
      other |= start[i] == 0;
    }
    if (other) {
      throw new Other();
    }
  }

  private static boolean marked(byte[] start) {
    return start.length >= 3
        && start[0] == (byte) 0xEF
        && start[1] == (byte) 0xBB
        && start[2] == (byte) 0xBF;
  }
}
