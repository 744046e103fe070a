package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.support.TestIssuer;
import org.taskyard.support.TestToken;

/** Which headers and signatures are accepted. */
class SignatureTest {

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

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void everyWayToSignWithRsaIsVerified(String algorithm) {
    assertThat(room.verify(token().header("alg", algorithm).compact())).isNotNull();
  }

  @Test
  void aTokenSignedWithAnEllipticCurveIsVerified() {
    String token = token().header("alg", "ES256").signedWith(room.issuer.ec()).compact();
    assertThat(room.verify(token)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "absent",
      value = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "absent"})
  void theTypesOfAccessTokensAreAccepted(String type) {
    assertThat(room.refusal(token().header("typ", type).compact())).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "JOSE", "dpop+jwt", "logout+jwt", "secevent+jwt", "application/jwt2"})
  void aTokenOfAnotherTypeIsRefused(String type) {
    assertThat(room.refusal(token().header("typ", type).compact())).isEqualTo(Reason.TYPE);
  }

  @Test
  void aTypeThatIsNoTextIsRefused() {
    assertThat(room.refusal(token().header("typ", List.of("JWT")).compact()))
        .isEqualTo(Reason.TYPE);
  }

  @Test
  void anUnsignedTokenIsRefused() {
    assertThat(room.refusal(token().unsigned())).isEqualTo(Reason.ALGORITHM);
    assertThat(room.refusal(token().forged("sub", "admin").replaceFirst("[^.]*$", "")))
        .isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void thePublicKeyIsNoSecretToSignWith() {
    assertThat(room.refusal(token().signedWithThePublicKeyAsSecret())).isEqualTo(Reason.ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"None", "nOnE", "HS256", "rs256", "RS256 ", "EdDSA", "ES256K", ""})
  void anAlgorithmThatIsNotInTheListIsRefused(String algorithm) {
    String token = token().header("alg", algorithm).compact("RS256");
    assertThat(room.refusal(token)).isEqualTo(Reason.ALGORITHM);
  }

  @Test
  void theListOfAlgorithmsCanBeShorter() {
    try (TokenRoom strict = new TokenRoom("taskyard.jwt.algorithms", "ES256")) {
      assertThat(strict.refusal(strict.issuer.token().compact())).isEqualTo(Reason.ALGORITHM);
    }
  }

  @Test
  void aSignatureOfAnotherAlgorithmThanNamedIsRefused() {
    assertThat(room.refusal(token().compact("PS256"))).isEqualTo(Reason.SIGNATURE);
    assertThat(room.refusal(token().header("alg", "ES256").compact("RS256")))
        .isEqualTo(Reason.UNKNOWN_KEY);
    String otherCurve =
        token().header("alg", "ES384").signedWith(room.issuer.ec()).compact("ES256");
    assertThat(room.refusal(otherCurve)).isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void aTokenThatWasChangedIsRefused() {
    assertThat(room.refusal(token().forged("sub", "user-2"))).isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void aTokenOfAStrangeKeyWithTheNameOfAKnownOneIsRefused() {
    String token =
        token()
            .signedWith(TestIssuer.strangeKey())
            .header("kid", room.issuer.rsa().getKeyID())
            .compact();
    assertThat(room.refusal(token)).isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void aKeyThatTheTokenBringsAlongIsNotUsed() {
    var strange = TestIssuer.strangeKey();
    String token =
        token()
            .signedWith(strange)
            .header("jwk", strange.toPublicJWK().toJSONObject())
            .header("jku", "http://127.0.0.1:1/keys")
            .compact();
    assertThat(room.refusal(token)).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void aDemandByCritIsRefusedHoweverItIsMeant() {
    assertThat(room.refusal(token().header("crit", List.of("b64")).header("b64", false).compact()))
        .isEqualTo(Reason.CRITICAL_HEADER);
    assertThat(room.refusal(token().header("crit", List.of()).compact()))
        .isEqualTo(Reason.CRITICAL_HEADER);
  }
}
