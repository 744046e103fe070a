package org.taskyard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSettingsTest {

  private static Optional<TokenSettings> tokens(String... keysAndValues) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      given.put("taskyard.jwt." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return TokenSettings.from(new Settings.Reader(given::get));
  }

  private static TokenSettings with(String... keysAndValues) {
    String[] all = new String[keysAndValues.length + 4];
    System.arraycopy(
        new String[] {"issuer", "https://login.test/realms/a", "audience", "taskyard"},
        0,
        all,
        0,
        4);
    System.arraycopy(keysAndValues, 0, all, 4, keysAndValues.length);
    return tokens(all).orElseThrow();
  }

  @Test
  void withoutAnIssuerNoTokensAreAccepted() {
    assertThat(tokens()).isEmpty();
  }

  @Test
  void issuerAndAudienceAreEnough() {
    TokenSettings settings = with();
    assertThat(settings.issuer()).isEqualTo(URI.create("https://login.test/realms/a"));
    assertThat(settings.audience()).containsExactly("taskyard");
    assertThat(settings.algorithms())
        .containsExactlyInAnyOrder(
            "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512");
    assertThat(settings.skew()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.user()).isEqualTo("sub");
    assertThat(settings.roles())
        .containsExactly(
            List.of("realm_access", "roles"),
            List.of("resource_access", "taskyard", "roles"),
            List.of("roles"),
            List.of("groups"),
            List.of("scope"));
  }

  @Test
  void anIssuerWithoutAudienceIsRefused() {
    assertThatThrownBy(() -> tokens("issuer", "https://login.test"))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage(
            "TASKYARD_JWT_ISSUER is set and TASKYARD_JWT_AUDIENCE is not: name what the aud of a token must hold to be meant for this service, such as taskyard.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com/",
        "http://localhost:8180/realms/a",
        "http://127.0.0.1:8180",
        "http://[::1]:8180"
      })
  void anIssuerIsOnHttpsOrOnThisMachine(String issuer) {
    assertThat(with("issuer", issuer).issuer()).hasToString(issuer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "https://login.example.com/?a=b",
        "https://login.example.com/#a",
        "https://user@login.example.com/",
        "login.example.com",
        "https:///a",
        "ftp://localhost/"
      })
  void anotherIssuerIsRefused(String issuer) {
    assertThatThrownBy(() -> with("issuer", issuer))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage(
            "TASKYARD_JWT_ISSUER is \""
                + issuer
                + "\"; allowed is an https URL without query, such as https://login.example.com/realms/taskyard; http only for localhost, 127.0.0.1 or [::1].");
  }

  @Test
  void rolesAreInPlacesThatCanBeNamed() {
    assertThat(
            with("roles", "roles a.b, https://x\\.test/roles resource_access.one\\.two.roles")
                .roles())
        .containsExactly(
            List.of("roles"),
            List.of("a", "b"),
            List.of("https://x.test/roles"),
            List.of("resource_access", "one.two", "roles"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          algorithms | RS256 HS256 | TASKYARD_JWT_ALGORITHMS is "HS256"; allowed is a list of some of ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384, RS512.
          algorithms | none   | TASKYARD_JWT_ALGORITHMS is "none"; allowed is a list of some of ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384, RS512.
          skew       | 61     | TASKYARD_JWT_SKEW is "61"; allowed is a whole number from 0 to 60.
          roles      | a..b   | TASKYARD_JWT_ROLES is "a..b"; allowed is a list of names of claims such as roles or realm_access.roles, with \\. for a dot within a name.
          roles      | .a     | TASKYARD_JWT_ROLES is ".a"; allowed is a list of names of claims such as roles or realm_access.roles, with \\. for a dot within a name.
          """)
  void aWrongValueIsReported(String key, String value, String sentence) {
    assertThatThrownBy(() -> with(key, value))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessage(sentence);
  }
}
