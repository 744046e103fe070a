package org.taskyard.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionSettingsTest {

  @Test
  void unlessSetASessionLastsForHalfAnHourAndHalfADay() {
    SessionSettings settings = read(Map.of()).session();
    assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(30));
    assertThat(settings.longest()).isEqualTo(Duration.ofHours(12));
    assertThat(settings.clientId()).isEmpty();
    assertThat(settings.scope()).isEqualTo("openid profile");
  }

  @ParameterizedTest
  @CsvSource({
    "taskyard.session.idle, 1m, TASKYARD_SESSION_IDLE is \"1m\"",
    "taskyard.session.idle, never, TASKYARD_SESSION_IDLE is \"never\"",
    "taskyard.session.max, 299s, TASKYARD_SESSION_MAX is \"299s\"",
    "taskyard.session.max, soon, TASKYARD_SESSION_MAX is \"soon\"",
    "taskyard.oidc.scope, profile, TASKYARD_OIDC_SCOPE is \"profile\"",
    "taskyard.oidc.client.id, console, TASKYARD_OIDC_CLIENT_ID is set and TASKYARD_JWT_ISSUER",
    "taskyard.oidc.client.secret, hush, TASKYARD_OIDC_CLIENT_SECRET is set",
  })
  void whatIsNotAllowedStopsTheStart(String key, String value, String sentence) {
    assertThatThrownBy(() -> read(Map.of(key, value)))
        .isInstanceOf(Settings.Wrong.class)
        .hasMessageStartingWith(sentence)
        .hasMessageNotContaining("hush");
  }

  @ParameterizedTest
  @CsvSource({
    "https://Console.Example.com, https://console.example.com",
    "https://console.example.com:443/, https://console.example.com",
    "http://console.example.com:80, http://console.example.com",
    "http://console.example.com:443, http://console.example.com:443",
    "http://[::1]:3000, http://[::1]:3000",
  })
  void anOriginIsWrittenAsBrowsersWriteIt(String given, String written) {
    assertThat(read(Map.of("taskyard.cors.origins", given)).corsOrigins()).containsExactly(written);
  }

  @Test
  void whereTheServiceIsMayBeBelowAPathThatNoOriginHas() {
    AccessSettings settings =
        read(
            Map.of(
                "taskyard.public.url", "https://Ops.example.com/tasks/",
                "taskyard.cors.origins", "https://console.example.com"));
    assertThat(settings.publicUrls()).containsExactly("https://ops.example.com/tasks");
    assertThat(settings.trustedOrigins())
        .containsExactlyInAnyOrder("https://ops.example.com", "https://console.example.com");
  }

  private static AccessSettings read(Map<String, String> values) {
    return Settings.from(values::get).access();
  }
}
