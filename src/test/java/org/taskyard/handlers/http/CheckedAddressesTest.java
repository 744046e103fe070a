package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.settings.AddressRange;

class CheckedAddressesTest {

  /** Hands out addresses for any name. */
  private static DnsResolver leadingTo(String... addresses) {
    return new SystemDefaultDnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = new InetAddress[addresses.length];
        for (int i = 0; i < addresses.length; i++) {
          found[i] = InetAddress.getByName(addresses[i]);
        }
        return found;
      }
    };
  }

  private static Stream<String> open(DnsResolver names, String... allowed) throws Exception {
    List<AddressRange> ranges =
        Stream.of(allowed).map(text -> AddressRange.of(text).orElseThrow()).toList();
    return Stream.of(new CheckedAddresses(names, ranges).resolve("any.test"))
        .map(InetAddress::getHostAddress);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.8.9.1",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "100::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1"
      })
  void anAddressInsideOfANetworkIsRefused(String address) {
    assertThatThrownBy(() -> open(leadingTo(address))).isInstanceOf(CheckedAddresses.Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2606:4700:4700:0:0:0:0:1111",
        "64:ff9b:0:0:0:0:808:808"
      })
  void aPublicAddressIsCalled(String address) throws Exception {
    assertThat(open(leadingTo(address))).containsExactly(address);
  }

  @Test
  void aNameThatLeadsInsideAndOutsideIsCalledOutsideOnly() throws Exception {
    assertThat(open(leadingTo("127.0.0.1", "8.8.8.8", "10.0.0.1"))).containsExactly("8.8.8.8");
  }

  @Test
  void anAddressThatTheOperatorNamesIsCalledAndItsNeighboursAreNot() throws Exception {
    assertThat(open(leadingTo("10.1.2.3", "10.2.2.3"), "10.1.0.0/16")).containsExactly("10.1.2.3");
    assertThat(open(leadingTo("fd00::1", "127.0.0.1"), "fd00::/8"))
        .containsExactly("fd00:0:0:0:0:0:0:1");
  }
}
