package org.taskyard.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collection;
import java.util.Set;

/**
 * Tells requests that a page of another site has sent through somebody's browser, as Go 1.25's
 * {@code http.CrossOriginProtection} does: by Fetch Metadata, else by comparing Origin with Host.
 */
final class CrossSite {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final Set<String> trusted;

  /**
   * @param trusted origins that count as this site
   */
  CrossSite(Collection<String> trusted) {
    this.trusted = Set.copyOf(trusted);
  }

  /**
   * Whether the request changes something and comes, or may come, from a page of another site.
   *
   * @param cookie whether it has our cookie: only browsers do, and each of today says from where it
   *     sends; stricter than Go, which takes a request that says nothing for one of no browser
   */
  boolean forges(HttpServletRequest request, boolean cookie) {
    if (SAFE.contains(request.getMethod())) {
      return false;
    }
    String origin = request.getHeader("Origin");
    if (origin != null && trusted.contains(origin)) {
      return false;
    }
    // by browsers since 2023, to https and to this machine
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    return origin == null ? cookie : !isOfHost(origin, request.getHeader("Host"));
  }

  /** The scheme is not compared: behind a proxy we do not know ours. */
  private static boolean isOfHost(String origin, String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
