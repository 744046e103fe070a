package org.taskyard.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** What may be large is left out of a list that does not want it. */
@OnServer
class OmitIT {

  private static final String LONG = "x".repeat(100_000);
  private static final Map<String, Object> ERROR =
      Map.of("type", "Broken", "message", "gone", "retryable", false);

  private final Tasks tasks;

  OmitIT(Api api) {
    tasks = new Tasks(api);
  }

  @Test
  void omittedMembersAreAbsentAndAllOthersAsWithout() {
    create(Map.of("n", 7), Map.of("m", 8));
    JsonNode whole = found();
    JsonNode part = found("omit", List.of("request", "error"));
    assertThat(part.properties())
        .isEqualTo(((ObjectNode) whole).remove(List.of("request", "error")).properties());
    assertThat(part.path("response").path("m").intValue()).isEqualTo(8);
  }

  @Test
  void largeOnesAreAbsentTooAndTheOtherIsWhole() {
    create(Map.of("long", LONG), Map.of("long", LONG));
    assertThat(found("omit", List.of("request", "response", "error")).properties())
        .extracting(Map.Entry::getKey)
        .contains("task_id", "tags")
        .doesNotContain("request", "response", "error");
    JsonNode part = found("omit", List.of("request"));
    assertThat(part.has("request")).isFalse();
    assertThat(part.path("response").path("long").textValue()).isEqualTo(LONG);
  }

  @Test
  void aMemberWithoutAValueIsNullWhereItIsNotOmitted() {
    create(null, null);
    JsonNode part = found("omit", List.of("error"));
    assertThat(part.get("request").isNull()).isTrue();
    assertThat(part.get("response").isNull()).isTrue();
  }

  private void create(Object request, Object response) {
    tasks.create("status", "failed", "request", request, "response", response, "error", ERROR);
  }

  private JsonNode found(Object... more) {
    JsonNode page = tasks.index(null, more).json();
    assertThat(page).hasSize(1);
    return page.get(0);
  }
}
