package org.taskyard.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Whether a request is sent on this machine and meant for it: without authentication, nobody else
 * is served. The name in Host counts, too: a page of another site whose name is made to lead here
 * (DNS rebinding) is the browser's own site to it.
 */
final class ThisMachine {

  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private ThisMachine() {}

  static boolean sends(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return isLoopback(request.getRemoteAddr())
        && (host == null
            || NAMES.contains(host.toLowerCase(java.util.Locale.ROOT).replaceAll(":\\d*$", "")));
  }

  private static boolean isLoopback(String address) {
    try {
      // a literal: nothing is looked up
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException none) {
      return false;
    }
  }
}
