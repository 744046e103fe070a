package org.taskyard.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.taskyard.access.token.TokenRefused.Reason;
import org.taskyard.support.TestToken;

/** What the browser's sign-in gets for its code. */
class IdTokenTest {

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
    return room.issuer.token().with("aud", "console").with("typ", "ID").with("nonce", "n-1");
  }

  private static VerifiedToken verify(TestToken token) {
    return room.verifier.verifyIdToken(token.compact(), "console", "n-1");
  }

  private static void refused(TestToken token, Reason reason) {
    assertThatThrownBy(() -> verify(token))
        .isInstanceOfSatisfying(
            TokenRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void anIdTokenTellsWhoSignedIn() {
    assertThat(verify(token()).userId()).isEqualTo("user-1");
  }

  @Test
  void anIdTokenOfAnotherSignInIsRefused() {
    refused(token().with("nonce", "n-2"), Reason.NONCE);
    refused(token().with("nonce", null), Reason.NONCE);
    assertThatThrownBy(
            () -> room.verifier.verifyIdToken(token().with("nonce", "").compact(), "console", ""))
        .isInstanceOf(TokenRefused.class);
  }

  @Test
  void anIdTokenForAnotherClientIsRefused() {
    refused(token().with("aud", "other"), Reason.AUDIENCE);
    refused(token().with("aud", "taskyard"), Reason.AUDIENCE);
    refused(token().with("azp", "other"), Reason.AUDIENCE);
    refused(token().with("aud", List.of("console", "other")), Reason.AUDIENCE);
    assertThat(verify(token().with("aud", List.of("console", "other")).with("azp", "console")))
        .isNotNull();
  }

  @Test
  void anIdTokenIsHeldToTheOtherRulesToo() {
    refused(token().with("exp", room.now.minusSeconds(60)), Reason.EXPIRED);
    refused(token().with("iss", "https://evil.test"), Reason.ISSUER);
    refused(token().header("typ", "at+jwt"), Reason.TYPE);
    assertThatThrownBy(
            () -> room.verifier.verifyIdToken(token().forged("sub", "x"), "console", "n-1"))
        .isInstanceOf(TokenRefused.class);
  }
}
