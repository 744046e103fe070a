package org.taskyard.access.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Why a caller makes a change, by its own words: the header {@code Audit-Reason}. */
final class GivenReason {

  static final String HEADER = "Audit-Reason";

  /** Characters; the rest is cut off, for no change is to fail by its reason. */
  static final int LONGEST = 500;

  private GivenReason() {}

  /**
   * The reason, null if none is given. Servers read headers as ISO 8859-1, while clients send
   * UTF-8, or percent-encode it.
   */
  static String of(String header) {
    if (header == null) {
      return null;
    }
    byte[] sent = decoded(header);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sent)).toString();
    } catch (CharacterCodingException notUtf8) {
      text = new String(sent, StandardCharsets.ISO_8859_1);
    }
    return PlainText.of(text, LONGEST);
  }

  /** A percent sign that is followed by no two digits stands for itself. */
  private static byte[] decoded(String header) {
    // a server that reads headers as UTF-8 has done that part already
    boolean isText = header.chars().anyMatch(c -> c > 0xff);
    byte[] sent = header.getBytes(isText ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(sent.length);
    for (int i = 0; i < sent.length; i++) {
      int octet = sent[i] == '%' && i + 2 < sent.length ? octet(sent[i + 1], sent[i + 2]) : -1;
      bytes.write(octet < 0 ? sent[i] : octet);
      i += octet < 0 ? 0 : 2;
    }
    return bytes.toByteArray();
  }

  private static int octet(byte first, byte second) {
    int high = Character.digit(first, 16);
    int low = Character.digit(second, 16);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
