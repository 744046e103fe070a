package org.taskyard.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.taskyard.access.FailedAttempts.TooManyAttempts;

/** How many made-up credentials of an address are looked up, by a clock that is moved. */
class StrangersTest {

  private static final String FLOOD = "192.0.2.1";

  private long now = Long.MAX_VALUE - 5;
  private final FailedAttempts attempts = new FailedAttempts(() -> now);

  private void flood(int lookups) {
    for (int i = 0; i < lookups; i++) {
      attempts.refuseStrangers(FLOOD);
      attempts.foundNobody(FLOOD);
    }
  }

  @Test
  void anAddressWithTooManyOfThemIsRefusedForTheRestOfTheMinute() {
    flood(FailedAttempts.MOST_STRANGERS);
    assertThatThrownBy(() -> flood(1)).isInstanceOf(TooManyAttempts.class);
    now += Duration.ofSeconds(60).toNanos();
    assertThatThrownBy(() -> flood(1)).isInstanceOf(TooManyAttempts.class);
    now += 1;
    assertThatCode(() -> flood(FailedAttempts.MOST_STRANGERS)).doesNotThrowAnyException();
  }

  @Test
  void otherAddressesAreNotRefused() {
    flood(FailedAttempts.MOST_STRANGERS);
    assertThatCode(() -> attempts.refuseStrangers("192.0.2.2")).doesNotThrowAnyException();
  }

  @Test
  void badCredentialsThatNeedNoLookupDoNotCount() {
    Credentials bad = new Credentials("x", null, FLOOD);
    for (int i = 0; i < FailedAttempts.MOST_STRANGERS + 1; i++) {
      assertThatThrownBy(
          () ->
              attempts.watch(
                  bad,
                  () -> {
                    throw Unauthenticated.nothingShown();
                  }));
    }
    assertThatCode(() -> attempts.refuseStrangers(FLOOD)).doesNotThrowAnyException();
  }
}
