package org.taskyard.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Internet addresses that begin alike: {@code 10.0.0.0/8}, {@code fd00::/8}, or a single one.
 *
 * @param first one of them
 * @param bits how many of its bits they share
 */
public record AddressRange(InetAddress first, int bits) {

  /** What is expected, for the user. */
  public static final String FORM = "an address or a range of addresses such as 10.0.0.0/8 or ::1";

  /** Only these are looked at as addresses: anything else would be looked up as a name. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

  /** The range; empty if the text is none. */
  public static Optional<AddressRange> of(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length > 2 || !LITERAL.matcher(parts[0]).matches()) {
      return Optional.empty();
    }
    try {
      InetAddress first = InetAddress.getByName(parts[0]);
      int most = first.getAddress().length * Byte.SIZE;
      int bits = parts.length == 1 ? most : bits(parts[1]);
      return bits < 0 || bits > most
          ? Optional.empty()
          : Optional.of(new AddressRange(first, bits));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  private static int bits(String text) {
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
  }

  /** True if the address is one of them; never across the two families. */
  public boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >>> bit % Byte.SIZE;
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + bits;
  }
}
