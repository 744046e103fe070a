package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class ForgetSessionsTest {

  private final TestDatabase database = TestDatabase.create();
  private final ForgetSessions forget = new ForgetSessions();

  @Test
  void sessionsThatHaveEndedAreForgotten() {
    forget.sql = database.sql();
    session("idle", 30, 720);
    session("old", 60, 40);
    session("in use", 60, 720);
    assertThat(forget.run()).isZero();
    database.moveClock(Duration.ofMinutes(41));
    assertThat(forget.run()).isEqualTo(2);
    assertThat(forget.pauseAfter(2)).isPositive();
    assertThat(database.one("SELECT string_agg(name, ',') FROM browser_session"))
        .isEqualTo("in use");
  }

  private void session(String name, int idleMinutes, int minutes) {
    database.run(
        """
        INSERT INTO browser_session (created_at, last_seen_at, idle_ends_at, ends_at, generation, secret_hash, signed_in_by,
                                     signed_in_as, name, roles)
        SELECT now, now, now + make_interval(mins => ?), now + make_interval(mins => ?), 0, sha256(?::bytea), 'TOKEN', 'x', ?, '{}'
        FROM (SELECT service_clock() AS now) AS clock
        """,
        idleMinutes,
        minutes,
        name,
        name);
  }
}
