package org.taskyard.access.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.taskyard.access.Authentication;
import org.taskyard.access.Credentials;
import org.taskyard.access.Door;
import org.taskyard.access.FailedAttempts;
import org.taskyard.access.Principal;
import org.taskyard.access.Roles;
import org.taskyard.access.Scope;
import org.taskyard.access.Unauthenticated;
import org.taskyard.database.Outage;
import org.taskyard.database.StatementFailed;
import org.taskyard.settings.AccessSettings;
import org.taskyard.settings.Settings;

/**
 * Lets in whoever has signed in with a browser, as long as the session lasts; that of a key also
 * ends when the key is revoked, has expired, or is given other rights.
 */
@ApplicationScoped
public class SessionAuthentication implements Authentication {

  /** Between who has signed in and the number of the session; numbers have none. */
  private static final char OF = '/';

  private final FindSession findSession;
  private final Predicate<Principal> keyHolds;
  private final FailedAttempts attempts;
  private final Set<String> ways;
  private final Roles roles;
  private final Recent<ByteBuffer, Optional<Session>> byCookie;
  private final Recent<Long, Optional<Session>> byNumber;

  /** For the container's proxy. */
  protected SessionAuthentication() {
    this(null, null, null, null, null, null);
  }

  @Inject
  SessionAuthentication(
      FindSession findSession, Door door, FailedAttempts attempts, Settings settings, Roles roles) {
    this(
        findSession, door::stillHolds, attempts, settings.access().ways(), roles, System::nanoTime);
  }

  /**
   * @param keyHolds whether a key still gives what it gave
   * @param ways how callers may show who they are
   * @param nanos a clock that only measures
   */
  SessionAuthentication(
      FindSession findSession,
      Predicate<Principal> keyHolds,
      FailedAttempts attempts,
      Set<String> ways,
      Roles roles,
      LongSupplier nanos) {
    this.findSession = findSession;
    this.keyHolds = keyHolds;
    this.attempts = attempts;
    this.ways = ways;
    this.roles = roles;
    byCookie = new Recent<>(nanos);
    byNumber = new Recent<>(nanos);
  }

  @Override
  public boolean takes(Credentials credentials) {
    return credentials.session() != null;
  }

  @Override
  public Principal principal(Credentials credentials) {
    return principal(
        session(credentials.session(), credentials.address())
            .orElseThrow(
                () -> new Unauthenticated("session-ended", "the cookie of no session that lasts")));
  }

  /**
   * The session of a cookie, as it was a second ago at the latest; empty if there is none.
   *
   * @param address from which the cookie comes
   */
  public Optional<Session> session(String cookie, String address) {
    return SessionCookie.hash(cookie)
        .flatMap(hash -> byCookie.get(ByteBuffer.wrap(hash), before -> look(hash, address, before)))
        .filter(this::isGood);
  }

  /** Of made-up cookies only so many are looked up for an address. */
  private Optional<Session> look(byte[] hash, String address, Optional<Session> before) {
    boolean stranger = before == null || before.isEmpty();
    if (stranger) {
      attempts.refuseStrangers(address);
    }
    try {
      Optional<Session> found = findSession.use(hash);
      if (stranger && found.isEmpty()) {
        attempts.foundNobody(address);
      }
      return found;
    } catch (StatementFailed failed) {
      throw Outage.explains(failed) ? Outage.refusal() : failed;
    }
  }

  /** While the database is away it does: what goes on comes from there, too. */
  @Override
  public boolean stillHolds(Principal principal) {
    if (principal.kind() != Principal.Kind.SESSION) {
      return false;
    }
    long number = Long.parseLong(principal.id().substring(principal.id().lastIndexOf(OF) + 1));
    try {
      return byNumber
          .get(number, before -> findSession.find(number))
          .filter(this::isGood)
          .isPresent();
    } catch (StatementFailed failed) {
      if (Outage.explains(failed)) {
        return true;
      }
      throw failed;
    }
  }

  /** This node has ended a session: it need not wait for the second. */
  public void forget() {
    byCookie.forget();
    byNumber.forget();
  }

  /** Whether the way that it was signed in by is still in use, and the key still good. */
  private boolean isGood(Session session) {
    SignIn who = session.who();
    return who.by() == SignIn.By.KEY
        ? ways.contains(AccessSettings.KEYS) && keyHolds.test(key(who))
        : ways.contains(AccessSettings.JWT);
  }

  private Principal key(SignIn who) {
    return new Principal(
        Principal.Kind.KEY,
        who.as(),
        who.userId(),
        scopes(who),
        who.handlers(),
        who.until(),
        who.generation(),
        who.tenant());
  }

  /** Who calls within a session. */
  public Principal principal(Session session) {
    SignIn who = session.who();
    return new Principal(
        Principal.Kind.SESSION,
        who.as() + OF + session.number(),
        who.userId(),
        scopes(who),
        who.handlers(),
        who.until(),
        0,
        who.tenant());
  }

  /** Of a key the scopes are stored, to be compared with those that it has now. */
  private Set<Scope> scopes(SignIn who) {
    return who.by() == SignIn.By.TOKEN
        ? roles.scopes(who.roles())
        : who.roles().stream()
            .flatMap(word -> Scope.of(word).stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
  }
}
