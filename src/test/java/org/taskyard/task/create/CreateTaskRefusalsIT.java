package org.taskyard.task.create;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** What a task cannot be: each fault is told with its place, and nothing is created. */
@OnServer
class CreateTaskRefusalsIT {

  private static final int KIB = 1024;

  private final Api api;
  private final Tasks tasks;

  CreateTaskRefusalsIT(Api api) {
    this.api = api;
    tasks = new Tasks(api);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                                 | /handler
          {"handler": null}                                  | /handler
          {"handler": ""}                                    | /handler
          {"handler": "1A"}                                  | /handler
          {"handler": "A B"}                                 | /handler
          {"handler": "Ä"}                                   | /handler
          {"handler": "A\\n"}                                | /handler
          {"handler": 5}                                     | /handler
          {"handler": ["A"]}                                 | /handler
          {"handler": "A", "colour": "red"}                  | /colour
          {"handler": "A", "a/b~c": 1}                       | /a~1b~0c
          {"handler": "A", "": 1}                            | /
          {"handler": "A", "Handler": "B"}                   | /Handler
          {"handler": "A", "task_id": "task-1"}              | /task_id
          {"handler": "A", "task_id": "1-1-1-1-1"}           | /task_id
          {"handler": "A", "task_id": 7}                     | /task_id
          {"handler": "A", "user_id": 5}                     | /user_id
          {"handler": "A", "user_id": "a\\u0000b"}           | /user_id
          {"handler": "A", "user_id": "a\\ud800"}            | /user_id
          {"handler": "A", "entity_id": {}}                  | /entity_id
          {"handler": "A", "status": "done"}                 | /status
          {"handler": "A", "status": "PENDING"}              | /status
          {"handler": "A", "status": 1}                      | /status
          {"handler": "A", "run_at": "tomorrow"}             | /run_at
          {"handler": "A", "run_at": "2024-02-30"}           | /run_at
          {"handler": "A", "run_at": "2024-01-31T12:00:00"}  | /run_at
          {"handler": "A", "run_at": "2024-01-31 12:00:00Z"} | /run_at
          {"handler": "A", "run_at": "0000-01-01T00:00:00Z"} | /run_at
          {"handler": "A", "run_at": "0001-01-01T00:00:00Z"} | /run_at
          {"handler": "A", "run_at": "1969-12-31"}           | /run_at
          {"handler": "A", "run_at": 1700000000}             | /run_at
          {"handler": "A", "priority": -1}                   | /priority
          {"handler": "A", "priority": 10}                   | /priority
          {"handler": "A", "priority": "5"}                  | /priority
          {"handler": "A", "priority": 5.5}                  | /priority
          {"handler": "A", "priority": 4294967301}           | /priority
          {"handler": "A", "max_attempts": 0}                | /max_attempts
          {"handler": "A", "max_attempts": 1001}             | /max_attempts
          {"handler": "A", "parent_id": "x"}                 | /parent_id
          {"handler": "A", "tags": "x"}                      | /tags
          {"handler": "A", "tags": [1]}                      | /tags/0
          {"handler": "A", "tags": ["a", ""]}                | /tags/1
          {"handler": "A", "tags": ["a", null]}              | /tags/1
          {"handler": "A", "tags": ["\\u0000"]}              | /tags/0
          """)
  void aFaultIsReportedWithItsPlace(String body, String pointer) {
    JsonNode problem = assertProblem(api.post("/v2/task/create", body), 422);
    assertThat(Tasks.texts(problem.get("errors"), "pointer")).containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "\"A\"", "7"})
  void whatIsNoObjectIsRefused(String body) {
    assertProblem(api.post("/v2/task/create", body), 422);
  }

  @Test
  void allFaultsAreReportedAtOnceAndNothingIsCreated() {
    JsonNode problem =
        assertProblem(
            tasks.send("priority", 10, "request", "no json", "status", "x", "colour", "red"), 422);

    assertThat(Tasks.texts(problem.get("errors"), "pointer"))
        .containsExactlyInAnyOrder("/priority", "/request", "/status", "/colour");
    assertThat(tasks.found("task_id", null)).isEmpty();
  }

  @Test
  void whatWasSentIsNotRepeatedInTheRefusal() {
    assertThat(tasks.send("run_at", "secret", "priority", "secret").text())
        .doesNotContain("secret");
  }

  @Test
  void textsMayBeAsLongAsTheyMayBeAndNoLonger() {
    // lengths are counted in characters, of which this one takes four bytes and two chars
    limit("user_id", "😀".repeat(64), "😀".repeat(65));
    limit("entity_id", "é".repeat(255), "é".repeat(256));
    limit("handler", "H".repeat(100), "H".repeat(101));
    limit("tags", Collections.nCopies(16, "t"), Collections.nCopies(17, "t"));
    limit("tags", List.of("😀".repeat(64)), List.of("😀".repeat(65)));
  }

  @Test
  void aRequestTakes256KibAndAResponseOneMib() {
    // a JSON string in a string: two quotes more
    limit("request", text(256 * KIB), text(256 * KIB + 1));
    limit("response", text(KIB * KIB), text(KIB * KIB + 1));
    limit("request", numbers(256 * KIB), numbers(256 * KIB + 2));
  }

  private static String text(int bytes) {
    return '"' + "x".repeat(bytes - 2) + '"';
  }

  /** A list that takes that many bytes, or one less, written compactly. */
  private static List<Integer> numbers(int bytes) {
    return Collections.nCopies(bytes / 2 - 1, 1);
  }

  private void limit(String field, Object longest, Object tooLong) {
    Map<String, Object> body = tasks.body(field, longest);
    assertThat(api.post("/v2/task/create", body).status()).as(field).isEqualTo(201);
    JsonNode problem = assertProblem(api.post("/v2/task/create", tasks.body(field, tooLong)), 422);
    assertThat(problem.at("/errors/0/pointer").textValue()).startsWith("/" + field);
  }
}
