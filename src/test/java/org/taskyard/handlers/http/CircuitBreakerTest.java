package org.taskyard.handlers.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

  private static final String PLACE = "api.test:443";

  // the origin of nanoTime is arbitrary: it passes from the largest number to the smallest here
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final CircuitBreaker breaker = new CircuitBreaker(clock::get);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breaker.ask(PLACE)).isZero();
      breaker.failed(PLACE);
    }
  }

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void aPlaceThatFailsSeveralTimesInARowIsLeftAlone() {
    fail(CircuitBreaker.FAILURES);
    assertThat(breaker.ask(PLACE)).isEqualTo(CircuitBreaker.FIRST_REST);
    pass(Duration.ofSeconds(10));
    assertThat(breaker.ask(PLACE)).isEqualTo(CircuitBreaker.FIRST_REST.minusSeconds(10));
    assertThat(breaker.ask("other.test:443")).isZero();
  }

  @Test
  void anAnswerInBetweenBeginsTheCountAnew() {
    fail(CircuitBreaker.FAILURES - 1);
    breaker.succeeded(PLACE);
    fail(CircuitBreaker.FAILURES - 1);
    assertThat(breaker.ask(PLACE)).isZero();
  }

  @Test
  void afterItsRestOneCallTriesAndTheOthersWait() {
    fail(CircuitBreaker.FAILURES);
    pass(CircuitBreaker.FIRST_REST);
    assertThat(breaker.ask(PLACE)).isZero();
    assertThat(breaker.ask(PLACE)).isPositive();
    breaker.succeeded(PLACE);
    assertThat(breaker.ask(PLACE)).isZero();
    assertThat(breaker.ask(PLACE)).isZero();
  }

  @Test
  void aTrialThatFailsDoublesTheRestUpToALimit() {
    fail(CircuitBreaker.FAILURES);
    pass(CircuitBreaker.FIRST_REST);
    fail(1);
    assertThat(breaker.ask(PLACE)).isEqualTo(CircuitBreaker.FIRST_REST.multipliedBy(2));
    for (int i = 0; i < 10; i++) {
      pass(CircuitBreaker.LONGEST_REST);
      fail(1);
    }
    assertThat(breaker.ask(PLACE)).isEqualTo(CircuitBreaker.LONGEST_REST);
  }

  @Test
  void aTrialThatTellsNothingMakesWayForAnother() {
    fail(CircuitBreaker.FAILURES);
    pass(CircuitBreaker.FIRST_REST);
    assertThat(breaker.ask(PLACE)).isZero();
    breaker.untold(PLACE);
    assertThat(breaker.ask(PLACE)).isZero();
  }

  @Test
  void aTrialThatIsNotHeardOfIsNotWaitedForForEver() {
    fail(CircuitBreaker.FAILURES);
    pass(CircuitBreaker.FIRST_REST);
    assertThat(breaker.ask(PLACE)).isZero();
    pass(CircuitBreaker.TRIAL);
    assertThat(breaker.ask(PLACE)).isZero();
  }
}
