package org.taskyard.handlers.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.taskyard.settings.AddressRange;

/**
 * Looks names up and lets only public addresses through, so that nobody reaches the inside of the
 * network by a name that leads there. The client connects to these very addresses and looks nothing
 * up again: a name that leads elsewhere a moment later changes nothing.
 */
final class CheckedAddresses implements DnsResolver {

  /** By the registries of special addresses (RFC 6890 and its successors). */
  private static final List<AddressRange> NOT_PUBLIC =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          // the metadata of Azure, which lies among public addresses
          "168.63.129.16",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3",
          // Teredo and its like, documentation, 6to4: these lead to other addresses or nowhere
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20");

  /** All public addresses of version 6 lie here. */
  private static final AddressRange GLOBAL_V6 = ranges("2000::/3").get(0);

  /** Holds an address of version 4 at its end, which a gateway calls (RFC 6052). */
  private static final AddressRange TRANSLATED = ranges("64:ff9b::/96").get(0);

  /** Every address of a name is one that must not be called. */
  static final class Refused extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    Refused(String host) {
      super(host);
    }
  }

  private final DnsResolver names;
  private final List<AddressRange> allowed;

  /**
   * @param allowed addresses to let through although they are not public
   */
  CheckedAddresses(DnsResolver names, List<AddressRange> allowed) {
    this.names = names;
    this.allowed = allowed;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] open =
        Arrays.stream(names.resolve(host)).filter(this::isOpen).toArray(InetAddress[]::new);
    if (open.length == 0) {
      throw new Refused(host);
    }
    return open;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private boolean isOpen(InetAddress address) {
    return isPublic(address) || allowed.stream().anyMatch(range -> range.contains(address));
  }

  static boolean isPublic(InetAddress address) {
    if (TRANSLATED.contains(address)) {
      return isPublic(lastFourBytes(address.getAddress()));
    }
    return (address instanceof Inet4Address || GLOBAL_V6.contains(address))
        && NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
  }

  private static InetAddress lastFourBytes(byte[] address) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(address, 12, 16));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("four bytes are an address", impossible);
    }
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(text -> AddressRange.of(text).orElseThrow()).toList();
  }
}
