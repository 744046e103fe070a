package org.taskyard.access.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.taskyard.access.Credentials;
import org.taskyard.access.FailedAttempts;
import org.taskyard.access.Principal;
import org.taskyard.access.Scope;
import org.taskyard.access.Unauthenticated;
import org.taskyard.refusal.ServiceException;

class SessionAuthenticationTest {

  private final TestSessions sessions = new TestSessions();
  private final AtomicLong nanos = new AtomicLong();
  private final FailedAttempts attempts = new FailedAttempts(nanos::get);
  private final List<Principal> askedFor = new ArrayList<>();
  private boolean keyHolds = true;
  private final SessionAuthentication here = node(Set.of("keys", "jwt"));

  private SessionAuthentication node(Set<String> ways) {
    return new SessionAuthentication(
        sessions.find,
        key -> {
          askedFor.add(key);
          return keyHolds;
        },
        attempts,
        ways,
        sessions.roles,
        nanos::get);
  }

  @Test
  void aSessionHasTheRightsOfTheKey() {
    Principal principal = who(here, begin(TestSessions.byKey()));
    assertThat(principal.kind()).isEqualTo(Principal.Kind.SESSION);
    assertThat(principal.id()).matches("0123456789abcdef/\\d+");
    assertThat(principal.userId()).isEqualTo("alice");
    assertThat(principal.scopes()).containsExactlyInAnyOrder(Scope.TASK_READ, Scope.WORK);
    assertThat(principal.handlers()).containsExactly("ImportHandler");
    assertThat(principal.until()).isNotNull();
    assertThat(askedFor.get(0))
        .isEqualTo(
            new Principal(
                Principal.Kind.KEY,
                "0123456789abcdef",
                "alice",
                Set.of(Scope.TASK_READ, Scope.WORK),
                Set.of("ImportHandler"),
                principal.until(),
                3));
  }

  @Test
  void aSessionHasTheRightsOfTheRolesInTheToken() {
    Principal principal = who(here, begin(TestSessions.byToken()));
    assertThat(principal.id()).matches("auth0\\|1/2/\\d+");
    assertThat(principal.scopes()).containsExactlyInAnyOrder(Scope.TASK_READ, Scope.ALL_USERS);
    assertThat(principal.handlers()).isNull();
    assertThat(askedFor).isEmpty();
  }

  @Test
  void theSessionOfAKeyEndsWithTheKeyAtOnce() {
    String cookie = begin(TestSessions.byKey());
    Principal principal = who(here, cookie);
    keyHolds = false;
    assertNobody(here, cookie);
    assertThat(here.stillHolds(principal)).isFalse();
    String other = begin(TestSessions.byToken());
    assertThat(here.stillHolds(who(here, other))).isTrue();
  }

  @Test
  void whatHasEndedElsewhereHoldsForLessThanASecond() {
    String cookie = begin(TestSessions.byToken());
    Principal principal = who(here, cookie);
    assertThat(here.stillHolds(principal)).isTrue();
    sessions.end.end(cookie);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) - 1);
    assertThat(who(here, cookie)).isEqualTo(principal);
    assertThat(here.stillHolds(principal)).isTrue();
    nanos.addAndGet(1);
    assertNobody(here, cookie);
    assertThat(here.stillHolds(principal)).isFalse();
  }

  @Test
  void whatThisNodeHasEndedIsOverAtOnce() {
    String cookie = begin(TestSessions.byToken());
    Principal principal = who(here, cookie);
    here.stillHolds(principal);
    sessions.end.end(cookie);
    here.forget();
    assertNobody(here, cookie);
    assertThat(here.stillHolds(principal)).isFalse();
  }

  @Test
  void aWayThatIsNoLongerInUseHasNoSessions() {
    String key = begin(TestSessions.byKey());
    String token = begin(TestSessions.byToken());
    assertNobody(node(Set.of("jwt")), key);
    assertNobody(node(Set.of("keys")), token);
    assertThat(who(node(Set.of("jwt")), token)).isNotNull();
    assertThat(who(node(Set.of("keys")), key)).isNotNull();
  }

  @Test
  void ofMadeUpCookiesOnlySoManyAreLookedUp() {
    String good = begin(TestSessions.byToken());
    Principal principal = who(here, good);
    for (int i = 0; i < 600; i++) {
      assertNobody(here, SessionCookie.random());
    }
    assertThatThrownBy(() -> who(here, SessionCookie.random()))
        .isInstanceOf(ServiceException.class)
        .isNotInstanceOf(Unauthenticated.class);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
    assertThat(who(here, good))
        .as("whoever is known is looked up all the same")
        .isEqualTo(principal);
  }

  @Test
  void onlyACookieIsItsBusiness() {
    assertThat(here.takes(new Credentials(null, "x", "127.0.0.1"))).isTrue();
    assertThat(here.takes(new Credentials("tyk_x", null, "127.0.0.1"))).isFalse();
    assertThat(
            here.stillHolds(new Principal(Principal.Kind.TOKEN, "x/1", null, Set.of(), null, null)))
        .isFalse();
    assertNobody(here, "nonsense");
  }

  private String begin(SignIn who) {
    return sessions.begin.begin(who, null);
  }

  private static Principal who(SessionAuthentication node, String cookie) {
    return node.principal(new Credentials(null, cookie, "127.0.0.1"));
  }

  private static void assertNobody(SessionAuthentication node, String cookie) {
    assertThatThrownBy(() -> who(node, cookie)).isInstanceOf(Unauthenticated.class);
  }
}
