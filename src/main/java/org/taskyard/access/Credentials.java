package org.taskyard.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.taskyard.http.ContextRoot;

/**
 * What a request shows of who sends it. Secret: it is never logged.
 *
 * @param bearer of the header {@code Authorization}, or of the query parameter {@code
 *     access-token}; null if there is none
 * @param session of the cookie; null if there is none
 * @param address from which the request comes
 */
public record Credentials(String bearer, String session, String address) {

  private static final String COOKIE = "__Host-taskyard";
  private static final String QUERY = "access-token";
  private static final String SCHEME = "Bearer ";

  /**
   * Reads them. A bearer wins over a cookie: whoever sends one means it.
   *
   * @param queryToken whether the query parameter counts
   */
  static Credentials of(HttpServletRequest request, boolean queryToken) {
    String header = request.getHeader("Authorization");
    String bearer = null;
    if (header != null) {
      bearer =
          header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
              ? header.substring(SCHEME.length()).strip()
              : ""; // of a scheme that nobody here knows
    } else if (queryToken) {
      bearer = inQuery(request.getQueryString()).orElse(null);
    }
    return new Credentials(
        bearer, bearer == null ? cookie(request) : null, request.getRemoteAddr());
  }

  /**
   * The name of the cookie. Its prefix binds it to this host, to https and to all paths; so that
   * two applications on one host do not sign each other out, it has the context root in it.
   */
  public static String cookieName() {
    String root = ContextRoot.path("");
    // neither a slash nor whatever else a root may have can be in the name of a cookie
    return root.isEmpty() ? COOKIE : COOKIE + root.replaceAll("[^A-Za-z0-9._]", "-");
  }

  /** Without reading the body, where servlets look for parameters, too. */
  private static Optional<String> inQuery(String query) {
    if (query == null) {
      return Optional.empty();
    }
    for (String pair : query.split("&")) {
      if (pair.startsWith(QUERY + "=")) {
        return Optional.of(pair.substring(QUERY.length() + 1));
      }
    }
    return Optional.empty();
  }

  /** The value of our cookie; null if the request has none. */
  public static String cookie(HttpServletRequest request) {
    if (request.getCookies() != null) {
      String name = cookieName();
      for (Cookie cookie : request.getCookies()) {
        if (cookie.getName().equals(name)) {
          return cookie.getValue();
        }
      }
    }
    return null;
  }

  /** Whether there are none. */
  boolean areMissing() {
    return bearer == null && session == null;
  }

  /** Whether a browser adds them by itself, also to what another site has asked for. */
  boolean areAmbient() {
    return bearer == null;
  }

  @Override
  public String toString() {
    return "credentials from " + address;
  }
}
