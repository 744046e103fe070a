package org.taskyard.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.platform.Settings;

class WelcomeTest {

  private static String with(String warmUp) {
    Map<String, String> given = Map.of("taskyard.auth", "none", "taskyard.warm.up", warmUp);
    return Welcome.text(
        LaunchOptions.parse("--port", "9000"), Settings.from(given::get), Duration.ofMillis(12345));
  }

  @Test
  void itSaysReadyOnlyOfANodeThatIs() {
    assertThat(with("0")).contains(" is ready after 12.3 s.", "http://127.0.0.1:9000/v2");
    assertThat(with("60"))
        .contains(" answers after 12.3 s, and is ready when it has warmed up for 60 s.");
  }
}
