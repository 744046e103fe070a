package org.taskyard.launch.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.taskyard.support.Eventually;

class ConnectionsPerAddressTest {

  private static final int MILLIS = 30_000;

  private final ConnectionsPerAddress bound = new ConnectionsPerAddress(2, 0);

  private boolean enters(String address) throws UnknownHostException {
    return bound.enters(InetAddress.getByName(address));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3,10.1.2.3,false",
    "10.1.2.3,10.1.2.4,true",
    "2001:db8:1:2::1,2001:db8:1:2:ffff::9,false",
    "2001:db8:1:2::1,2001:db8:1:3::1,true"
  })
  void anAddressHasItsConnectionsAndTakesNoneOfOthers(String one, String other, boolean enters)
      throws IOException {
    assertThat(enters(one)).isTrue();
    assertThat(enters(one)).isTrue();
    assertThat(enters(one)).isFalse();
    assertThat(enters(other)).isEqualTo(enters);
  }

  @Test
  void onlyWhatHasEnteredCounts() throws IOException {
    InetAddress address = InetAddress.getByName("10.1.2.3");
    assertThat(bound.enters(address)).isTrue();
    assertThat(bound.enters(address)).isTrue();
    assertThat(bound.enters(address)).isFalse();

    bound.leaves(address);
    assertThat(bound.enters(address)).isTrue();
    assertThat(bound.enters(address)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "127.9.9.9", "::1"})
  void loopbackHasABoundOfItsOwn(String loopback) throws IOException {
    for (int i = 0; i < 1_000; i++) {
      assertThat(enters(loopback)).isTrue();
    }
  }

  @Test
  void aConnectionTooManyIsClosedAndOneThatEndsMakesRoom() throws IOException {
    TCPNIOTransport transport = echo(new ConnectionsPerAddress(0, 2));
    List<Socket> open = new ArrayList<>();
    try {
      int port = ((InetSocketAddress) transport.bind("127.0.0.1", 0).getLocalAddress()).getPort();
      transport.start();
      for (int i = 0; i < 2; i++) {
        open.add(connect(port));
        assertThat(answers(open.get(i))).isTrue();
      }
      try (Socket beyond = connect(port)) {
        assertThat(answers(beyond)).isFalse();
      }
      open.get(0).close();
      Eventually.holds(
          "there is room",
          () -> {
            try (Socket next = connect(port)) {
              return answers(next);
            } catch (IOException fault) {
              throw new AssertionError(fault);
            }
          });
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
      transport.shutdownNow();
    }
  }

  private static TCPNIOTransport echo(ConnectionsPerAddress bound) {
    TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance().build();
    transport.setProcessor(
        FilterChainBuilder.stateless()
            .add(bound)
            .add(new TransportFilter())
            .add(
                new BaseFilter() {
                  @Override
                  public NextAction handleRead(FilterChainContext context) {
                    context.write(context.getMessage());
                    return context.getStopAction();
                  }
                })
            .build());
    return transport;
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(MILLIS);
    return socket;
  }

  private static boolean answers(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() == 'x';
    } catch (IOException reset) {
      return false;
    }
  }
}
