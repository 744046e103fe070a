package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class ForgetScheduleRunsTest {

  private static TestDatabase database;
  private final ForgetScheduleRuns forget = new ForgetScheduleRuns();

  @BeforeAll
  static void create() {
    database = TestDatabase.create();
    database.run(
        """
        INSERT INTO schedule (schedule_id, name, cron, time_zone, misfire, max_misfires, paused, handler, priority,
                              created_at, updated_at, anchor_at)
        VALUES (gen_random_uuid(), 's', '@daily', 'UTC', 'once', 10, false, 'H', 5, now(), now(), now());
        """);
  }

  private static void run(int number) {
    database.run(
        """
        INSERT INTO schedule_run (schedule_id, due_at, task_id, made_at)
        SELECT schedule_id, clock.now + make_interval(secs => n), gen_random_uuid(), clock.now
        FROM schedule, generate_series(1, ?) AS n, (SELECT service_clock() AS now) AS clock
        """,
        number);
  }

  @Test
  void runsAreForgottenAWeekLaterAFewAtATime() {
    run(ForgetScheduleRuns.BATCH + 1);
    database.moveClock(Duration.ofDays(6));
    assertThat(forget().run()).isZero();
    run(1);
    database.moveClock(Duration.ofDays(2));
    assertThat(forget().run()).isEqualTo(ForgetScheduleRuns.BATCH);
    assertThat(forget.pauseAfter(ForgetScheduleRuns.BATCH)).isZero();
    assertThat(forget().run()).isOne();
    assertThat(forget.pauseAfter(1)).isPositive();
    assertThat(database.one("SELECT count(*) FROM schedule_run")).isEqualTo("1");
  }

  private ForgetScheduleRuns forget() {
    forget.sql = database.sql();
    return forget;
  }
}
