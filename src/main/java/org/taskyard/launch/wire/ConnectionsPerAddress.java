package org.taskyard.launch.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ICloseType;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/**
 * In front of everything: closes connections of an address that has too many. Of version 6 all
 * addresses of a network (/64) count as one, as whoever has one has all of them.
 */
final class ConnectionsPerAddress extends BaseFilter {

  private static final Logger LOG = Logger.getLogger(ConnectionsPerAddress.class.getName());
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final Map<ByteBuffer, Integer> open = new ConcurrentHashMap<>();
  private final AtomicLong nextLine = new AtomicLong(System.nanoTime());
  private final int most;
  private final int mostOfLoopback;

  /**
   * @param most connections from one address; 0: any number
   * @param mostOfLoopback the same for this machine, where a proxy may call from
   */
  ConnectionsPerAddress(int most, int mostOfLoopback) {
    this.most = most;
    this.mostOfLoopback = mostOfLoopback;
  }

  @Override
  public NextAction handleAccept(FilterChainContext context) {
    Connection<?> connection = context.getConnection();
    InetAddress address = ((InetSocketAddress) connection.getPeerAddress()).getAddress();
    if (!enters(address)) {
      say(address);
      connection.closeSilently();
      return context.getStopAction();
    }
    CloseListener<Closeable, ICloseType> end = (closed, how) -> leaves(address);
    connection.addCloseListener(end);
    return context.getInvokeAction();
  }

  /** Counts a connection; false if there are too many, and then it does not count. */
  boolean enters(InetAddress address) {
    int bound = address.isLoopbackAddress() ? mostOfLoopback : most;
    int now = open.merge(network(address), 1, Integer::sum);
    if (bound > 0 && now > bound) {
      leaves(address);
      return false;
    }
    return true;
  }

  /** One that had entered has ended. */
  void leaves(InetAddress address) {
    open.computeIfPresent(network(address), (network, now) -> now == 1 ? null : now - 1);
  }

  private static ByteBuffer network(InetAddress address) {
    byte[] all = address.getAddress();
    return ByteBuffer.wrap(all.length == 4 ? all : Arrays.copyOf(all, 8));
  }

  /** Once a minute: whoever tries may try often. */
  private void say(InetAddress address) {
    long now = System.nanoTime();
    long next = nextLine.get();
    if (now - next >= 0 && nextLine.compareAndSet(next, now + MINUTE)) {
      LOG.log(
          Level.WARNING,
          "{0} has as many connections as one address may have; the next one is closed"
              + " (TASKYARD_CONNECTIONS_PER_ADDRESS)",
          address.getHostAddress());
    }
  }
}
