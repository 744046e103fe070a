package org.taskyard.access.signin;

import org.taskyard.http.ContextRoot;

/**
 * Where a browser goes when nobody was signed in: to the console, which says why and offers to try
 * again, at the page that was wanted.
 */
final class SentBack {

  /** What issuers answer when a person, or a rule of theirs, says no (RFC 6749 section 4.1.2.1). */
  private static final String DENIED = "access_denied";

  private SentBack() {}

  /**
   * The path as browsers see it.
   *
   * @param wanted where the browser would have gone
   * @param slug names the problem
   * @param error what the issuer has sent; null for nothing
   */
  static String to(String wanted, String slug, String error) {
    String root = ContextRoot.path("/");
    int hash = wanted.indexOf('#');
    boolean console = hash >= 0 && wanted.substring(0, hash).equals(root);
    String why = DENIED.equals(error) ? DENIED : slug;
    return root + "?refused=" + why + (console ? wanted.substring(hash) : "");
  }
}
