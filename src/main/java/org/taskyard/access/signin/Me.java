package org.taskyard.access.signin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.taskyard.access.Principal;
import org.taskyard.access.Scope;
import org.taskyard.access.session.Session;

/**
 * A caller as it sees itself; null is what there is not.
 *
 * @param kind how it has shown who it is: nobody, key, token, session
 * @param id of the key, or subject of the token; of a session that with which it was signed in
 * @param name for people to read; of a sign-in at the issuer only
 * @param tenant whose callers it is one of; absent for the installation's
 * @param userId the user that it acts for
 * @param scopes what it may do
 * @param handlers those it may work for; null for any
 * @param expiresAt when its right ends
 * @param session only of a session
 */
record Me(
    String kind,
    String id,
    String name,
    @JsonInclude(JsonInclude.Include.NON_NULL) String tenant,
    String userId,
    List<String> scopes,
    List<String> handlers,
    Instant expiresAt,
    SignedIn session) {

  /**
   * What a session adds.
   *
   * @param signedInBy key or token
   * @param signedInAt when
   * @param idleEndsAt when it ends unless it is used before
   */
  record SignedIn(String signedInBy, Instant signedInAt, Instant idleEndsAt) {}

  static Me of(Principal principal, Optional<Session> session) {
    return new Me(
        word(principal.kind()),
        session.map(one -> one.who().as()).orElse(principal.id()),
        session.map(one -> one.who().name()).orElse(null),
        principal.tenant(),
        principal.userId(),
        principal.scopes().stream().map(Scope::text).sorted().toList(),
        principal.handlers() == null ? null : principal.handlers().stream().sorted().toList(),
        principal.until(),
        session
            .map(one -> new SignedIn(word(one.who().by()), one.createdAt(), one.idleEndsAt()))
            .orElse(null));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
