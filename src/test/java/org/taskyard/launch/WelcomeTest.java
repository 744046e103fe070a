package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.settings.Settings;

class WelcomeTest {

  @Test
  void itSaysWhereTheServiceIsAndHowLongTheStartTook() {
    String text =
        Welcome.text(
            LaunchOptions.parse("--port", "9000"),
            Settings.from(Map.of("taskyard.auth", "none")::get),
            Duration.ofMillis(12345));
    assertThat(text)
        .contains(
            " is ready after 12.3 s.",
            "http://127.0.0.1:9000/v2",
            "Console  http://127.0.0.1:9000/\n");
  }

  @Test
  void withKeysTheFirstCallHasAPlaceForOne() {
    String text =
        Welcome.text(
            LaunchOptions.parse(),
            Settings.from(Map.of("taskyard.auth", "keys")::get),
            Duration.ofMillis(1));
    assertThat(text).contains("Access   by keys", "-H 'Authorization: Bearer KEY'");
  }
}
