package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.support.TestIssuer;
import org.taskyard.support.TestToken;

/** Which claims are accepted of a token that is signed as it should be. */
class TokenVerifierTest {

  private static TokenRoom room;

  @BeforeAll
  static void open() {
    room = new TokenRoom();
  }

  @AfterAll
  static void close() {
    room.close();
  }

  private static TestToken token() {
    return room.issuer.token();
  }

  @Test
  void aGoodTokenTellsWhoCallsAndUntilWhenItIsAccepted() {
    VerifiedToken token = room.verify(token().roles("taskyard", "worker").compact());
    assertThat(token.subject()).isEqualTo("user-1");
    assertThat(token.userId()).isEqualTo("user-1");
    assertThat(token.roles()).containsExactly("worker");
    assertThat(token.expiresAt()).isEqualTo(room.now.plusSeconds(330));
    assertThat(token.claims().path("iss").asText()).isEqualTo(room.issuer.url());
  }

  @Test
  void aTokenOfAnotherIssuerIsRefusedAndItsKeysAreNotLookedFor() {
    room.verify(token().compact());
    int before = room.issuer.keyFetches();
    room.passes(Duration.ofMinutes(1));
    for (Object issuer : new Object[] {room.issuer.url() + "/", "https://evil.test", 7, null}) {
      String token = token().with("iss", issuer).signedWith(TestIssuer.strangeKey()).compact();
      assertThat(room.refusal(token)).isEqualTo(Reason.ISSUER);
    }
    assertThat(room.issuer.keyFetches()).isEqualTo(before);
  }

  @Test
  void aTokenHoldsToTheSecondOfItsEndAndTheSkew() {
    assertThat(room.refusal(token().with("exp", room.now.minusSeconds(29)).compact())).isNull();
    assertThat(room.refusal(token().with("exp", room.now.minusSeconds(30)).compact()))
        .isEqualTo(Reason.EXPIRED);
    assertThat(room.refusal(token().with("nbf", room.now.plusSeconds(30)).compact())).isNull();
    assertThat(room.refusal(token().with("nbf", room.now.plusSeconds(31)).compact()))
        .isEqualTo(Reason.NOT_YET_VALID);
  }

  @Test
  void aTokenWithoutEndIsRefused() {
    assertThat(room.refusal(token().with("exp", null).compact())).isEqualTo(Reason.NO_EXPIRY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e300", "-1", "1893456300000", "\"1893456300\"", "true", "[]", "1e-999"})
  void aMomentThatIsNoneIsRefused(String seconds) throws Exception {
    Object moment = org.taskyard.json.Json.read(seconds);
    assertThat(room.refusal(token().with("exp", moment).compact()))
        .isIn(Reason.MALFORMED, Reason.EXPIRED);
    assertThat(room.refusal(token().with("nbf", moment).compact()))
        .isIn(Reason.MALFORMED, seconds.equals("1e-999") ? null : Reason.MALFORMED);
  }

  @Test
  void aMomentMayHaveAFraction() {
    double end = room.now.getEpochSecond() + 10.5;
    Instant expiry = room.verify(token().with("exp", end).compact()).expiresAt();
    assertThat(expiry).isEqualTo(room.now.plusSeconds(40));
  }

  @Test
  void oneOfSeveralAudiencesIsEnough() {
    assertThat(room.refusal(token().with("aud", List.of("account", "taskyard")).compact()))
        .isNull();
    assertThat(room.refusal(token().with("aud", List.of("account", "Taskyard")).compact()))
        .isEqualTo(Reason.AUDIENCE);
    assertThat(room.refusal(token().with("aud", "").compact())).isEqualTo(Reason.AUDIENCE);
  }

  @Test
  void aMissingAudienceIsRefusedAndTheLogSaysWhichMapperIsWanted() {
    for (Object none : new Object[] {null, List.of(), 7}) {
      assertThatThrownBy(() -> room.verify(token().with("aud", none).compact()))
          .isInstanceOfSatisfying(
              TokenRefused.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_AUDIENCE))
          .hasMessageContaining("put \"taskyard\" into access tokens")
          .hasMessageContaining("mapper of the type Audience");
    }
  }

  @Test
  void anIdTokenIsNoAccessToken() {
    assertThat(room.refusal(token().with("typ", "ID").compact())).isEqualTo(Reason.NO_ACCESS_TOKEN);
    for (String claim : List.of("nonce", "at_hash", "c_hash", "events")) {
      assertThat(room.refusal(token().with(claim, "x").compact()))
          .isEqualTo(Reason.NO_ACCESS_TOKEN);
    }
    assertThat(room.refusal(token().with("typ", "Bearer").compact())).isNull();
  }

  @Test
  void aTokenThatIsBoundToAKeyIsNoBearersToken() {
    assertThat(room.refusal(token().with("cnf", Map.of("jkt", "x")).compact()))
        .isEqualTo(Reason.BOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u0000b", "a\nb", "a\u007fb", "a\u0085b"})
  void aUserIdThatCouldNotBeRecordedIsRefused(String id) {
    assertThat(room.refusal(token().with("sub", id).compact())).isEqualTo(Reason.USER);
  }

  @Test
  void aUserIdHasUpTo64Characters() {
    assertThat(room.refusal(token().with("sub", "𝄞".repeat(64)).compact())).isNull();
    assertThat(room.refusal(token().with("sub", "x".repeat(65)).compact())).isEqualTo(Reason.USER);
    assertThat(room.refusal(token().with("sub", 7).compact())).isEqualTo(Reason.USER);
    assertThat(room.refusal(token().with("sub", null).compact())).isEqualTo(Reason.USER);
  }

  @Test
  void anotherClaimMayBeTheUsersId() {
    try (TokenRoom named = new TokenRoom("taskyard.jwt.user", "preferred_username")) {
      TestToken token = named.issuer.token().with("preferred_username", "alice");
      assertThat(named.verify(token.compact()).userId()).isEqualTo("alice");
      assertThat(named.verify(token.with("sub", null).compact()).subject()).isEmpty();
    }
  }

  @Test
  void aTokenThatIsLongerThanSixteenKibibytesIsNotEvenRead() {
    String token = token().with("padding", "x".repeat(13_000)).compact();
    assertThat(token.length()).isGreaterThan(16 * 1024);
    assertThat(room.refusal(token)).isEqualTo(Reason.TOO_LONG);
    assertThat(room.refusal(token().with("padding", "x".repeat(9_000)).compact())).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "7", "{\"alg\": \"RS256\", \"alg\": \"none\"}", "{} {}", ""})
  void whatIsNoObjectIsNoPartOfAToken(String part) {
    String[] parts = token().compact().split("\\.");
    String encoded = Base64URL.encode(part).toString();
    assertThat(room.refusal(encoded + "." + parts[1] + "." + parts[2])).isEqualTo(Reason.MALFORMED);
    assertThat(room.refusal(parts[0] + "." + encoded + "." + parts[2])).isEqualTo(Reason.MALFORMED);
    assertThat(room.refusal(null)).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void whatIsSaidOfARefusalNeverHoldsTheToken() {
    String token = token().with("aud", "x\r\nforged line \u202e").compact();
    assertThatThrownBy(() -> room.verify(token))
        .hasMessage("The token is for \"x??forged line ?\" and not for taskyard")
        .hasNoCause();
  }
}
