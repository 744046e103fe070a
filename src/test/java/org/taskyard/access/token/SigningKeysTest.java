package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
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

  @Test
  void aBrokenKeyDoesNotBreakTheOthers() {
    Stream<String> broken =
        Stream.of(
            "{}",
            "7",
            "null",
            "{\"kty\": \"XYZ\", \"kid\": \"a\"}",
            "{\"kty\": 7}",
            "{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}",
            "{\"kty\": \"RSA\"}",
            "{\"kty\": \"RSA\", \"n\": \"\", \"e\": \"\"}",
            "{\"kty\": \"RSA\", \"n\": \"AQAB\", \"e\": \"AQAB\"}",
            "{\"kty\": \"EC\", \"crv\": \"P-999\", \"x\": \"AA\", \"y\": \"AA\"}",
            "{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"AA\", \"y\": \"AA\"}",
            "{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"AA\"}");
    List<String> keys = new ArrayList<>(broken.toList());
    room.issuer.publicKeys().forEach(key -> keys.add(key.replace("{", "{\"x5c\": [\"none\"],")));
    keys.addAll(room.issuer.publicKeys());
    keys.addAll(
        room.issuer.publicKeys().stream()
            .map(key -> key.replaceAll(",?\"kid\":\"[^\"]*\"", "").replace("{,", "{"))
            .toList());
    room.issuer.publishes("{\"keys\": [" + String.join(",", keys) + "]}");
    assertThat(good()).isNull();
    assertThat(room.refusal(room.issuer.token().header("kid", null).compact())).isNull();
  }

  @Test
  void twoKeysOfOneNameAreBothTried() {
    String strange =
        TestIssuer.strangeKey()
            .toPublicJWK()
            .toJSONString()
            .replaceFirst("strange-\\d+", room.issuer.rsa().getKeyID());
    List<String> keys = new ArrayList<>(room.issuer.publicKeys());
    keys.add(0, strange);
    room.issuer.publishes("{\"keys\": " + keys + "}");
    assertThat(good()).isNull();
  }

  @Test
  void whatIsNoSetOfKeysDoesNotReplaceOne() {
    assertThat(good()).isNull();
    for (String junk :
        List.of("", "<html>", "{}", "[]", "{\"keys\": {}}", "{\"keys\": []}", "{\"keys\": [{}]}")) {
      room.issuer.publishes(junk);
      room.passes(SigningKeys.STALE.plusSeconds(1));
      assertThat(good()).as(junk).isNull();
    }
    assertThat(room.issuer.keyFetches()).isEqualTo(8);
  }

  @Test
  void aSetWithoutEndIsNotReadToItsEnd() {
    room.issuer.publishes("{\"keys\": [" + String.join(",", Collections.nCopies(1_000_000, "7")));
    assertThatThrownBy(() -> room.verify(room.issuer.token().compact()))
        .hasMessageContaining("longer than 524288 bytes");
  }

  @Test
  void aKeyOfLessThan2048BitsIsNotTrusted() throws Exception {
    var weak = new com.nimbusds.jose.jwk.gen.RSAKeyGenerator(1024, true).keyID("weak").generate();
    List<String> keys = new ArrayList<>(room.issuer.publicKeys());
    keys.add(weak.toPublicJWK().toJSONString());
    room.issuer.publishes("{\"keys\": " + keys + "}");
    assertThat(good()).isNull();
    // signed before, as the library refuses to sign with it now
    assertThat(room.refusal(room.issuer.token().header("kid", "weak").compact()))
        .isEqualTo(Reason.UNKNOWN_KEY);
  }
}
