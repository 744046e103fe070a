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

  /** Whether the request changes something and comes from a page of another site. */
  boolean forges(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    if (SAFE.contains(request.getMethod()) || origin != null && trusted.contains(origin)) {
      return false;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin") && !site.equals("none");
    }
    // no browser of today: one that names no origin either is none at all
    return origin != null && !isOfHost(origin, request.getHeader("Host"));
  }

  private static boolean isOfHost(String origin, String host) {
    try {
      return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException opaque) {
      return false;
    }
  }
}
