package org.taskyard.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.support.Api;
import org.taskyard.support.Runs;
import org.taskyard.support.TaskyardProcess;

/** The example of handlers of one's own, built and run as its page says (docs/handlers.md). */
class OwnHandlerIT {

  @TempDir private static Path data;
  private static TaskyardProcess server;
  private static Api api;

  @BeforeAll
  static void buildAndStart() throws Exception {
    server = TaskyardProcess.on(data).jar(OwnHandlerBuild.run()).start();
    api = server.api();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static String task(String handler, Object request) {
    return api.post("/v2/task/create", Map.of("handler", handler, "request", request))
        .json()
        .get("task_id")
        .textValue();
  }

  private static JsonNode await(String task, Predicate<JsonNode> state) {
    return Runs.await(api, task, state);
  }

  private static JsonNode end(String task) {
    return await(task, seen -> !seen.get("finished_at").isNull());
  }

  @Test
  void aTaskIsCompletedByTheHandlerOfItsOwn() {
    JsonNode greeted = end(task("GreetHandler", Map.of("name", "Ada")));
    assertThat(greeted.get("status").textValue()).isEqualTo("completed");
    assertThat(greeted.get("response").get("greeting").textValue()).isEqualTo("Hello, Ada!");
    assertThat(greeted.get("max_attempts").intValue()).isEqualTo(3);

    JsonNode nameless = end(task("GreetHandler", Map.of("name", "")));
    assertThat(nameless.get("status").textValue()).isEqualTo("failed");
    assertThat(nameless.get("attempt").intValue()).isEqualTo(1);
    assertThat(nameless.get("error").get("message").textValue()).contains("no name to greet");
  }

  @Test
  void effectsOfATransactionalHandlerHappenOnceHoweverOftenItIsTried() {
    String withdrawal = task("BookHandler", Map.of("account", "a", "amount", -5));
    JsonNode tried = await(withdrawal, seen -> seen.get("attempt").intValue() >= 2);
    assertThat(tried.get("status").textValue()).isNotEqualTo("completed");
    // what the attempts have booked is gone with them
    JsonNode deposit = end(task("BookHandler", Map.of("account", "a", "amount", 12)));
    assertThat(deposit.get("response").get("balance").intValue()).isEqualTo(12);
    JsonNode done = end(withdrawal);
    assertThat(done.get("response").get("balance").intValue()).isEqualTo(7);
    JsonNode nothing = end(task("BookHandler", Map.of("account", "a", "amount", 0)));
    assertThat(nothing.get("response").get("balance").intValue()).isEqualTo(7);
  }

  @Test
  void whatIsBuiltInIsStillThere() {
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      ids.add(task("EchoHandler", Map.of("n", n)));
    }
    ids.forEach(id -> assertThat(end(id).get("status").textValue()).isEqualTo("completed"));
    assertThat(api.get("/docs/api/").status()).isEqualTo(200);
  }
}
