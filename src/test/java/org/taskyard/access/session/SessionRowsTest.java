package org.taskyard.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is written and found of a session, by the clock of the service. */
class SessionRowsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TestSessions sessions = new TestSessions();

  @Test
  void whoHasSignedInIsFoundByTheCookieAndByTheNumber() {
    Session key = sessions.use(begin(TestSessions.byKey())).orElseThrow();
    assertThat(key.who())
        .usingRecursiveComparison()
        .ignoringFields("until")
        .isEqualTo(TestSessions.byKey());
    Session token = sessions.use(begin(TestSessions.byToken())).orElseThrow();
    assertThat(token.who())
        .usingRecursiveComparison()
        .ignoringFields("until")
        .isEqualTo(TestSessions.byToken());
    assertThat(sessions.find.find(token.number())).contains(token);
    assertThat(token.number()).isNotEqualTo(key.number());
  }

  @Test
  void aCookieOfNoSessionIsNobodys() {
    begin(TestSessions.byKey());
    assertThat(sessions.use(SessionCookie.random())).isEmpty();
    assertThat(sessions.find.find(-1)).isEmpty();
  }

  @Test
  void theDatabaseHasNothingThatSignsAnybodyIn() {
    String cookie = begin(TestSessions.byKey());
    assertThat(sessions.database.one("SELECT s::text FROM browser_session AS s"))
        .doesNotContain(cookie);
    assertThat(
            sessions.database.one(
                "SELECT count(*) FROM browser_session WHERE secret_hash = sha256(?::bytea)",
                cookie))
        .isEqualTo("1");
  }

  @Test
  void aSessionThatIsNotUsedEndsAfterHalfAnHour() {
    String cookie = begin(TestSessions.byKey());
    move(Duration.ofMinutes(29));
    assertThat(sessions.use(cookie)).isPresent();
    move(Duration.ofMinutes(29));
    assertThat(sessions.use(cookie)).isPresent();
    move(Duration.ofMinutes(30));
    assertThat(sessions.use(cookie)).isEmpty();
    assertThat(sessions.use(cookie)).as("nor is it woken up by that").isEmpty();
  }

  @Test
  void aSessionThatIsUsedEndsAfterHalfADay() {
    String cookie = begin(TestSessions.byKey());
    for (int i = 0; i < 35; i++) {
      move(Duration.ofMinutes(20));
      assertThat(sessions.use(cookie)).isPresent();
    }
    move(Duration.ofMinutes(20));
    assertThat(sessions.use(cookie)).isEmpty();
  }

  @Test
  void itEndsWithTheRightThatItWasMadeOf() {
    SignIn who = TestSessions.byKey();
    Instant soon = sessions.use(begin(who)).orElseThrow().createdAt().plus(Duration.ofMinutes(10));
    String cookie =
        begin(
            new SignIn(
                who.by(),
                who.as(),
                3,
                null,
                null,
                who.userId(),
                who.roles(),
                who.handlers(),
                soon));
    assertThat(sessions.use(cookie).orElseThrow().who().until()).isEqualTo(soon);
    move(Duration.ofMinutes(11));
    assertThat(sessions.use(cookie)).isEmpty();
  }

  @Test
  void itsUseIsWrittenOnceAMinute() {
    String cookie = begin(TestSessions.byKey());
    Session first = sessions.use(cookie).orElseThrow();
    String version = version();
    move(MINUTE.minusSeconds(10));
    assertThat(sessions.use(cookie).orElseThrow()).isEqualTo(first);
    assertThat(version()).isEqualTo(version);
    move(Duration.ofSeconds(20));
    assertThat(sessions.use(cookie).orElseThrow().idleEndsAt())
        .isAfter(first.idleEndsAt().plus(MINUTE));
    assertThat(version()).isNotEqualTo(version);
  }

  @Test
  void whatGoesOnAfterItsRequestIsNoUseOfIt() {
    String cookie = begin(TestSessions.byKey());
    long number = sessions.use(cookie).orElseThrow().number();
    move(Duration.ofMinutes(29));
    assertThat(sessions.find.find(number)).isPresent();
    move(Duration.ofMinutes(2));
    assertThat(sessions.find.find(number)).isEmpty();
  }

  @Test
  void signingInAgainEndsTheSessionOfBefore() {
    String before = begin(TestSessions.byToken());
    String another = begin(TestSessions.byToken());
    String now = sessions.begin.begin(TestSessions.byKey(), before);
    assertThat(now).isNotEqualTo(before);
    assertThat(sessions.use(before)).isEmpty();
    assertThat(sessions.use(another)).isPresent();
    assertThat(sessions.use(now)).isPresent();
  }

  @Test
  void signingOutEndsOneSessionOnce() {
    String one = begin(TestSessions.byToken());
    String other = begin(TestSessions.byToken());
    assertThat(sessions.end.end(one)).contains(SignIn.By.TOKEN);
    assertThat(sessions.use(one)).isEmpty();
    assertThat(sessions.end.end(one)).isEmpty();
    assertThat(sessions.end.end(null)).isEmpty();
    assertThat(sessions.use(other)).isPresent();
  }

  private String begin(SignIn who) {
    return sessions.begin.begin(who, null);
  }

  private void move(Duration ahead) {
    sessions.database.moveClock(ahead);
  }

  private String version() {
    return sessions.database.one("SELECT xmin::text || ctid FROM browser_session");
  }
}
