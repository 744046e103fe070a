package org.taskyard.upkeep.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.json.Json;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.settings.Settings;

class HistorizeRequestTest {

  private static final Settings SETTINGS =
      Settings.from(Map.of("taskyard.auth", "none", "taskyard.purge.after", "365d")::get);

  @Test
  void whatIsNotSaidIsAsInTheSettings() {
    assertThat(read("null").historizeAfter()).contains(Duration.ofDays(7));
    assertThat(read("null").purgeAfter()).contains(Duration.ofDays(365));
    assertThat(read("{\"historize_after\": \"1h\"}").historizeAfter())
        .contains(Duration.ofHours(1));
    assertThat(read("{\"historize_after\": \"1h\"}").purgeAfter()).contains(Duration.ofDays(365));
  }

  @Test
  void neverIsAnAnswerToo() {
    assertThat(read("{\"historize_after\": \"never\"}").historizeAfter()).isEmpty();
    assertThat(read("{\"purge_after\": \"never\"}").purgeAfter()).isEmpty();
  }

  @Test
  void everyFaultIsReported() {
    assertThatThrownBy(() -> read("{\"historize_after\": \"soon\", \"purge_after\": 7, \"x\": 1}"))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused ->
                assertThat(refused.inOneLine())
                    .contains("/historize_after: never or", "/purge_after: never or", "/x: "));
  }

  private static HistorizeRequest read(String request) {
    try {
      return HistorizeRequest.read(Json.read(request), SETTINGS);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }
}
