package org.taskyard.execution.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final double MIDDLE = 0.5;

  private final RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(1), Duration.ofHours(1));

  @Test
  void theWaitDoublesWithEachAttempt() {
    assertThat(policy.afterAttempt(1, 10, MIDDLE)).contains(Duration.ofSeconds(1));
    assertThat(policy.afterAttempt(2, 10, MIDDLE)).contains(Duration.ofSeconds(2));
    assertThat(policy.afterAttempt(5, 10, MIDDLE)).contains(Duration.ofSeconds(16));
  }

  @Test
  void theWaitNeverExceedsTheCapHoweverManyAttempts() {
    assertThat(policy.afterAttempt(13, 1000, 0.999)).contains(Duration.ofHours(1));
    assertThat(policy.afterAttempt(999, 1000, 0.999)).contains(Duration.ofHours(1));
  }

  @Test
  void tasksThatFailedTogetherAreSpread() {
    assertThat(policy.afterAttempt(1, 2, 0)).contains(Duration.ofMillis(800));
    assertThat(policy.afterAttempt(1, 2, 0.75)).contains(Duration.ofMillis(1_100));
  }

  @Test
  void theLastAttemptIsNotFollowedByAnother() {
    assertThat(policy.afterAttempt(1, 1, MIDDLE)).isEmpty();
    assertThat(policy.afterAttempt(4, 5, MIDDLE)).isPresent();
    assertThat(policy.afterAttempt(5, 5, MIDDLE)).isEmpty();
    assertThat(policy.afterAttempt(6, 5, MIDDLE)).isEmpty();
  }
}
