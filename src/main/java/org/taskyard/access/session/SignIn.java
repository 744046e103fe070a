package org.taskyard.access.session;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody has shown who it is, and gets a session for it.
 *
 * @param by what it has shown
 * @param as id of the key, or subject of the token
 * @param generation of the key's secret; 0 for a token
 * @param name for people to read; null if there is none
 * @param tenant whose callers it is one of; null for the installation's
 * @param userId whom it acts for; null for nobody
 * @param roles what is granted: the scopes of the key, or the names of roles and scopes in the
 *     token
 * @param handlers those it may work for; null for any
 * @param until when the right ends by itself; null if it does not
 */
public record SignIn(
    By by,
    String as,
    int generation,
    String name,
    String tenant,
    String userId,
    Set<String> roles,
    Set<String> handlers,
    Instant until) {

  /** What was shown at the sign-in. */
  public enum By {
    /** A key of ours. */
    KEY,
    /** Tokens of the issuer. */
    TOKEN
  }
}
