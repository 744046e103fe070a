package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.support.TestIssuer;

/** How the issuer's keys are got and kept, whatever the issuer and its callers do. */
class SigningKeysTest {

  private final TokenRoom room = new TokenRoom();

  @AfterEach
  void close() {
    room.close();
  }

  private Reason good() {
    return room.refusal(room.issuer.token().compact());
  }

  private Reason unknown() {
    return room.refusal(room.issuer.token().header("kid", "x" + Math.random()).compact());
  }

  @Test
  void theIssuerIsNotAskedBeforeThereIsAToken() {
    assertThat(room.issuer.discoveries()).isZero();
    assertThat(room.issuer.keyFetches()).isZero();
  }

  @Test
  void manyTokensCostOneFetch() {
    for (int i = 0; i < 100; i++) {
      assertThat(good()).isNull();
    }
    assertThat(room.issuer.discoveries()).isEqualTo(1);
    assertThat(room.issuer.keyFetches()).isEqualTo(1);
  }

  @Test
  void aNewKeyIsKnownAtTheFirstTokenThatIsSignedWithIt() {
    assertThat(good()).isNull();
    room.passes(Duration.ofSeconds(30));
    room.issuer.rotate();
    assertThat(good()).isNull();
    assertThat(room.issuer.keyFetches()).isEqualTo(2);
  }

  @Test
  void aNewKeyWithoutANameIsFoundToo() {
    assertThat(good()).isNull();
    room.passes(Duration.ofSeconds(30));
    room.issuer.rotate();
    assertThat(room.refusal(room.issuer.token().header("kid", null).compact())).isNull();
  }

  @Test
  void aFloodOfUnknownKeysCausesOneFetchInThirtySeconds() {
    assertThat(good()).isNull();
    for (int second = 1; second <= 60; second++) {
      room.passes(Duration.ofSeconds(1));
      for (int i = 0; i < 10; i++) {
        assertThat(unknown()).isEqualTo(Reason.UNKNOWN_KEY);
      }
      assertThat(good()).isNull();
    }
    assertThat(room.issuer.keyFetches()).isEqualTo(3);
  }

  @Test
  void aFloodOfBadSignaturesCausesNoFetch() {
    assertThat(good()).isNull();
    room.passes(Duration.ofSeconds(60));
    assertThat(room.refusal(room.issuer.token().forged("sub", "x"))).isEqualTo(Reason.SIGNATURE);
    assertThat(room.issuer.keyFetches()).isEqualTo(1);
  }

  @Test
  void anExpiredTokenOfAKeyThatIsGoneCausesNoFetch() {
    assertThat(good()).isNull();
    String old = room.issuer.token().signedWith(TestIssuer.strangeKey()).compact();
    room.passes(Duration.ofSeconds(400));
    assertThat(room.refusal(old)).isEqualTo(Reason.EXPIRED);
    assertThat(room.issuer.keyFetches()).isEqualTo(1);
  }

  @Test
  void aFloodDoesNotHideANewKeyForLongerThanThirtySeconds() {
    assertThat(unknown()).isEqualTo(Reason.UNKNOWN_KEY);
    room.issuer.rotate();
    assertThat(good()).isEqualTo(Reason.UNKNOWN_KEY);
    room.passes(Duration.ofSeconds(30));
    assertThat(good()).isNull();
  }

  @Test
  void keysAreAskedForAnewInTheBackgroundBeforeTheyAreStale() {
    assertThat(good()).isNull();
    room.passes(SigningKeys.FRESH.plusSeconds(1));
    assertThat(good()).isNull();
    assertThat(room.issuer.keyFetches()).isEqualTo(1);
    room.background.run();
    assertThat(room.issuer.keyFetches()).isEqualTo(2);
    assertThat(good()).isNull();
    room.background.run();
    assertThat(room.issuer.keyFetches()).isEqualTo(2);
  }

  @Test
  void aKeyThatWasWithdrawnIsRefusedAfterTheNextFetch() {
    String old = room.issuer.token().with("exp", room.now.plusSeconds(10_000)).compact();
    assertThat(room.refusal(old)).isNull();
    room.issuer.rotate();
    room.issuer.withdrawOldKeys();
    room.passes(SigningKeys.FRESH.plusSeconds(1));
    assertThat(room.refusal(old)).isNull();
    room.background.run();
    assertThat(room.refusal(old)).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void aKeyThatWasWithdrawnInAnIdleNightIsRefusedAtOnce() {
    String old = room.issuer.token().with("exp", room.now.plusSeconds(100_000)).compact();
    assertThat(room.refusal(old)).isNull();
    room.issuer.rotate();
    room.issuer.withdrawOldKeys();
    room.passes(SigningKeys.STALE.plusSeconds(1));
    assertThat(room.refusal(old)).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void anIssuerThatIsDownForHoursCostsNobodyAccess() {
    assertThat(good()).isNull();
    room.issuer.isAway(true);
    for (int minute = 0; minute < 180; minute++) {
      room.passes(Duration.ofMinutes(1));
      assertThat(good()).isNull();
      room.background.run();
    }
    room.passes(Duration.ofHours(4));
    assertThat(good()).isNull();
    assertThat(room.issuer.keyFetches()).isLessThan(50);
  }

  @Test
  void keysAreForgottenAfterADayWithoutTheIssuer() {
    assertThat(good()).isNull();
    room.issuer.isAway(true);
    room.passes(SigningKeys.KEPT.plusSeconds(1));
    assertThat(good()).isEqualTo(Reason.ISSUER_UNAVAILABLE);
  }

  @Test
  void aFloodWhileTheIssuerIsDownCostsNobodyAccess() {
    assertThat(good()).isNull();
    room.issuer.isAway(true);
    for (int minute = 0; minute < 60; minute++) {
      room.passes(Duration.ofMinutes(1));
      assertThat(unknown()).isEqualTo(Reason.ISSUER_UNAVAILABLE);
      assertThat(good()).isNull();
      room.background.run();
    }
    room.issuer.isAway(false);
    room.passes(Duration.ofMinutes(1));
    assertThat(unknown()).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void aServiceThatStartsWithoutItsIssuerServesWhenItComes() {
    room.issuer.isAway(true);
    for (int i = 0; i < 10; i++) {
      assertThat(good()).isEqualTo(Reason.ISSUER_UNAVAILABLE);
    }
    assertThat(room.issuer.discoveries()).isEqualTo(1);
    assertThat(room.issuer.keyFetches()).isZero();
    room.issuer.isAway(false);
    room.passes(Duration.ofSeconds(30));
    assertThat(good()).isNull();
  }
}
