package org.taskyard.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttemptTest {

  private final Attempt attempt = Attempt.begin("/#tasks");

  @Test
  void itIsReadBackFromItsCookie() {
    assertThat(Attempt.read(attempt.state(), value(attempt))).contains(attempt);
  }

  @Test
  void nothingOfOneIsInAnother() {
    Attempt other = Attempt.begin("/#tasks");
    assertThat(
            List.of(
                attempt.state(),
                attempt.nonce(),
                attempt.verifier(),
                other.state(),
                other.nonce(),
                other.verifier()))
        .doesNotHaveDuplicates()
        .allMatch(random -> random.matches("[A-Za-z0-9_-]{43}"));
    assertThat(attempt.clear()).isNotEqualTo(other.clear());
    assertThat(Attempt.read(other.state(), value(attempt))).isEmpty();
  }

  @Test
  void itsCookieIsForThisHostAndEndsInTenMinutes() {
    assertThat(attempt.clear())
        .startsWith("__Host-taskyard-signin-" + attempt.state().substring(0, 8) + "=;")
        .endsWith("; Max-Age=0");
    assertThat(attempt.set())
        .startsWith("__Host-taskyard-signin-" + attempt.state().substring(0, 8) + "=")
        .endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "...", "a.b.c", "a.b.c.d.e", "%s", "%s.n.v.*", "x%s.n.v.Lw"})
  void aCookieThatIsNotOursIsNone(String form) {
    assertThat(Attempt.read(attempt.state(), form.replace("%s", attempt.state()))).isEmpty();
  }

  /** Whoever makes both up could have them written into a header. */
  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "short", "0123456789012345678901234567890123456789\r\n:"})
  void aStateThatIsNoneIsOfNoAttempt(String state) {
    assertThat(Attempt.read(state, state + ".n.v.Lw")).isEmpty();
  }

  /** The example of RFC 7636, appendix B. */
  @Test
  void theChallengeIsThatOfTheStandard() {
    Attempt example = new Attempt("s", "n", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", "/");
    assertThat(example.challenge()).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
  }

  private static String value(Attempt attempt) {
    String cookie = attempt.set();
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }
}
