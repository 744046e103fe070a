package org.taskyard.task.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;
import static org.taskyard.support.Tasks.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

@OnServer
class CreateBatchIT {

  private static final String ALL = "/v2/task/create-batch";
  private static final String PARTIAL = ALL + "?partial=true";

  private final Api api;
  private final Tasks tasks;

  CreateBatchIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @Test
  void anArrayIsCreatedInItsOrder() {
    List<Object> batch = new ArrayList<>();
    IntStream.range(0, 50).forEach(n -> batch.add(tasks.body("entity_id", "n" + n)));
    Answer answer = api.post(ALL, batch);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    assertThat(answer.json().get("created").intValue()).isEqualTo(50);
    assertThat(answer.json().get("rejected").intValue()).isZero();
    assertThat(Tasks.texts(answer.json().get("results"), "task_id"))
        .isEqualTo(tasks.found("task_id", null, "sort", "created_at"));
    assertThat(tasks.found("entity_id", null, "sort", "created_at"))
        .isEqualTo(IntStream.range(0, 50).mapToObj(n -> "n" + n).toList());
  }

  @Test
  void everyFieldOfATaskMayStandInABatch() {
    String id = UUID.randomUUID().toString();
    Map<String, Object> task =
        tasks.body(
            "task_id",
            id,
            "entity_id",
            "e",
            "status",
            "running",
            "request",
            Map.of("a", 1.50),
            "response",
            "[1]",
            "run_at",
            "2124-01-01",
            "priority",
            9,
            "max_attempts",
            2,
            "tags",
            List.of("t"),
            "created_at",
            "ignored");
    api.post(ALL, List.of(task));
    task.put("task_id", null);
    JsonNode alone =
        tasks.create(
            task.entrySet().stream()
                .flatMap(m -> java.util.stream.Stream.of(m.getKey(), m.getValue()))
                .toArray());

    JsonNode made = tasks.view(id);
    for (String same :
        List.of("status", "request", "response", "run_at", "priority", "max_attempts", "tags")) {
      assertThat(made.get(same)).as(same).isEqualTo(alone.get(same));
    }
  }

  @Test
  void aTaskPerLineIsTheSame() {
    String lines =
        Json.write(tasks.body("entity_id", "1"))
            + "\n\n"
            + Json.write(tasks.body("entity_id", "2"))
            + "\r\n"
            + Json.write(tasks.body("entity_id", "3"));
    for (String type : List.of("application/x-ndjson", "application/jsonl")) {
      Answer answer = api.post(ALL, lines, "Content-Type", type);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }
    assertThat(tasks.found("entity_id", null)).containsOnly("1", "2", "3").hasSize(6);
  }

  @Test
  void tenThousandAreCreatedAndOneMoreIsNot() {
    Object task = tasks.body("request", Map.of("n", 1));
    assertProblem(api.post(ALL, Collections.nCopies(10_001, task)), 422);
    assertThat(total()).isZero();
    assertThat(api.post(ALL, Collections.nCopies(10_000, task)).status()).isEqualTo(201);
    assertThat(total()).isEqualTo(10_000);
  }

  @Test
  void oneBadItemStopsAllAndEveryFaultIsReported() {
    Answer answer =
        api.post(
            ALL,
            List.of(
                tasks.body(),
                tasks.body("priority", 10, "x", 1),
                5,
                object("user_id", tasks.user())));

    assertThat(Tasks.texts(assertProblem(answer, 422).get("errors"), "pointer"))
        .containsExactly("/1/x", "/1/priority", "/2", "/3/handler");
    assertThat(total()).isZero();
  }

  @Test
  void aTakenIdStopsAll() {
    String taken = tasks.id();
    String historized = tasks.id();
    tasks.historize(historized);
    JsonNode problem =
        assertProblem(
            api.post(
                ALL,
                List.of(
                    tasks.body(),
                    tasks.body("task_id", taken),
                    tasks.body("task_id", historized),
                    tasks.body("task_id", UUID.randomUUID()))),
            409);
    assertThat(Tasks.texts(problem.get("errors"), "pointer"))
        .containsExactly("/1/task_id", "/2/task_id");
    assertThat(total()).isEqualTo(1);
  }

  @Test
  void whatFitsIsCreatedWhenThatIsAskedFor() {
    String taken = tasks.id("entity_id", "first");
    Answer answer =
        api.post(
            PARTIAL,
            List.of(
                tasks.body("entity_id", "good"),
                tasks.body("priority", 10),
                tasks.body("task_id", taken, "entity_id", "second"),
                "nothing"));

    assertThat(answer.status()).isEqualTo(207);
    JsonNode outcome = answer.json();
    assertThat(outcome.get("created").intValue()).isEqualTo(1);
    assertThat(outcome.get("rejected").intValue()).isEqualTo(3);
    assertThat(outcome.get("results").findValues("status"))
        .extracting(JsonNode::intValue)
        .containsExactly(201, 422, 409, 422);
    assertThat(outcome.at("/results/1/errors/0/pointer").textValue()).isEqualTo("/1/priority");
    assertThat(tasks.found("entity_id", null)).containsExactlyInAnyOrder("first", "good");
  }

  @Test
  void linesThatAreNotOneObjectAreReportedOneByOne() {
    String lines = "{\"a\": 1\n" + Json.write(tasks.body()) + "\n[]\n{} {}\n";
    Answer answer = api.post(PARTIAL, lines, "Content-Type", "application/x-ndjson");
    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.json().get("created").intValue()).isEqualTo(1);
    assertThat(Tasks.texts(answer.json().get("results").findValues("errors").get(0), "pointer"))
        .containsExactly("/0");
    assertThat(total()).isEqualTo(1);
  }

  @Test
  void linesThatAreNotUtf8AreUnreadable() {
    byte[] latin1 = Json.write(tasks.body("entity_id", "é")).getBytes(StandardCharsets.ISO_8859_1);
    assertProblem(
        api.sendBytes(
            "POST",
            ALL,
            BodyPublishers.ofByteArray(latin1),
            "Content-Type",
            "application/x-ndjson"),
        400);
    assertThat(total()).isZero();
  }

  @Test
  void theSameIdTwiceInABatchIsAFault() {
    String id = UUID.randomUUID().toString();
    List<Object> twins = List.of(tasks.body("task_id", id), tasks.body("task_id", id));
    JsonNode problem = assertProblem(api.post(ALL, twins), 422);
    assertThat(Tasks.texts(problem.get("errors"), "pointer")).containsExactly("/1/task_id");
    assertThat(api.post(PARTIAL, twins).json().get("created").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "null", "7", "{\"handler\": \"A\"}"})
  void whatIsNoListOfTasksIsRefused(String body) {
    assertProblem(api.post(ALL, body), 422);
    assertProblem(api.post(PARTIAL, body), 422);
  }

  @Test
  void unreadableJsonAndUnknownFlagsAreRefused() {
    assertProblem(api.post(ALL, "[{]"), 400);
    assertProblem(api.post(ALL, "[{\"handler\": \"A\", \"handler\": \"B\"}]"), 400);
    assertProblem(api.post(ALL + "?partial=maybe", List.of(tasks.body())), 422);
    assertProblem(api.post(ALL, "x", "Content-Type", "text/csv"), 415);
    assertThat(total()).isZero();
  }

  /** By handler only: such totals come from the counters, exact however busy the machine is. */
  private int total() {
    Object body = Map.of("filter", Map.of("handler", tasks.handler()), "per-page", 1);
    return Integer.parseInt(api.post("/v2/task/index", body).header("X-Pagination-Total-Count"));
  }
}
