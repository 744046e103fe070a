package org.taskyard.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.taskyard.support.TestDatabase;

class ForgetFirstAnswersTest {

  private final TestDatabase database = TestDatabase.create();
  private final ForgetFirstAnswers forget = new ForgetFirstAnswers();

  @Test
  void firstAnswersAreForgottenADayLaterAFewAtATime() {
    forget.sql = database.sql();
    answers("old", ForgetFirstAnswers.BATCH + 1);
    database.moveClock(Duration.ofHours(23));
    assertThat(forget.run()).isZero();
    answers("new", 1);
    database.moveClock(Duration.ofHours(2));
    assertThat(forget.run()).isEqualTo(ForgetFirstAnswers.BATCH);
    assertThat(forget.pauseAfter(ForgetFirstAnswers.BATCH)).isZero();
    assertThat(forget.run()).isOne();
    assertThat(forget.pauseAfter(1)).isPositive();
    assertThat(database.one("SELECT string_agg(scope, ',') FROM idempotency")).isEqualTo("new");
  }

  private void answers(String scope, int number) {
    database.run(
        """
        INSERT INTO idempotency (scope, key, body_hash, status, body, created_at)
        SELECT ?, n::text, '', 201, '{}', service_clock() FROM generate_series(1, ?) AS n
        """,
        scope,
        number);
  }
}
