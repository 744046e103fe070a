package org.taskyard.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Tasks;

/** What no search can be: 422 with a pointer to each fault; nothing is ignored. */
@OnServer
class SearchRefusalsIT {

  private static final String INDEX = "/v2/task/index";

  private final Api api;

  SearchRefusalsIT(Api api) {
    this.api = api;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"nope": 1}                                        | /nope
          {"Filter": {}}                                     | /Filter
          {"per_page": 10}                                   | /per_page
          {"page": 0}                                        | /page
          {"page": -1}                                       | /page
          {"page": 1.5}                                      | /page
          {"page": "1"}                                      | /page
          {"page": 2147483648}                               | /page
          {"per-page": 0}                                    | /per-page
          {"per-page": -1}                                   | /per-page
          {"per-page": "all"}                                | /per-page
          {"sort": "nope"}                                   | /sort
          {"sort": ""}                                       | /sort
          {"sort": "-"}                                      | /sort
          {"sort": "--created_at"}                           | /sort
          {"sort": "created_at,"}                            | /sort
          {"sort": "created_at,-created_at"}                 | /sort
          {"sort": "request"}                                | /sort
          {"sort": "tags"}                                   | /sort
          {"sort": ["created_at"]}                           | /sort
          {"sort": "handler,user_id,entity_id,status,priority,attempt"} | /sort
          {"sort": "created_at; DROP TABLE task"}            | /sort
          {"history": "yes"}                                 | /history
          {"history": 1}                                     | /history
          {"omit": "request"}                                | /omit
          {"omit": ["status"]}                               | /omit
          {"omit": [1]}                                      | /omit
          {"omit": {"request": true}}                        | /omit
          {"count": "fast"}                                  | /count
          {"count": true}                                    | /count
          {"cursor": ""}                                     | /cursor
          {"cursor": "x"}                                    | /cursor
          {"cursor": 5}                                      | /cursor
          {"cursor": "W10"}                                  | /cursor
          {"filter": []}                                     | /filter
          {"filter": "x"}                                    | /filter
          {"filter": {"nope": 1}}                            | /filter/nope
          {"filter": {"a/b~c": 1}}                           | /filter/a~1b~0c
          {"filter": {"historyMonth": null}}                 | /filter/historyMonth
          {"filter": {"handler": 5}}                         | /filter/handler
          {"filter": {"handler": true}}                      | /filter/handler
          {"filter": {"handler": ["a", 5]}}                  | /filter/handler
          {"filter": {"handler": [["a"]]}}                   | /filter/handler
          {"filter": {"request": []}}                        | /filter/request
          {"filter": {"request": [null]}}                    | /filter/request
          {"filter": {"handler": {}}}                        | /filter/handler
          {"filter": {"handler": {"about": "x"}}}            | /filter/handler/about
          {"filter": {"handler": {"EQ": "x"}}}               | /filter/handler/EQ
          {"filter": {"handler": {"eq": ["x"]}}}             | /filter/handler/eq
          {"filter": {"handler": {"in": "x"}}}               | /filter/handler/in
          {"filter": {"handler": {"in": null}}}              | /filter/handler/in
          {"filter": {"handler": {"gt": {}}}}                | /filter/handler/gt
          {"filter": {"handler": {"gt": null}}}              | /filter/handler/gt
          {"filter": {"handler": {"gt": ["a"]}}}             | /filter/handler/gt
          {"filter": {"handler": {"like": 5}}}               | /filter/handler/like
          {"filter": {"handler": {"like": null}}}            | /filter/handler/like
          {"filter": {"status": "done"}}                     | /filter/status
          {"filter": {"status": {"gt": "pending"}}}          | /filter/status/gt
          {"filter": {"status": {"like": "pend"}}}           | /filter/status/like
          {"filter": {"task_id": 5}}                         | /filter/task_id
          {"filter": {"task_id": {"lt": "x"}}}               | /filter/task_id/lt
          {"filter": {"priority": "5"}}                      | /filter/priority
          {"filter": {"priority": 5.5}}                      | /filter/priority
          {"filter": {"priority": 99999999999}}              | /filter/priority
          {"filter": {"priority": {"like": "5"}}}            | /filter/priority/like
          {"filter": {"created_at": "yesterday"}}            | /filter/created_at
          {"filter": {"created_at": "2024-02-30"}}           | /filter/created_at
          {"filter": {"created_at": "2024-01-01T00:00:00"}}  | /filter/created_at
          {"filter": {"created_at": 1700000000}}             | /filter/created_at
          {"filter": {"created_at": {"about": "now"}}}       | /filter/created_at/about
          {"filter": {"created_at": {"gt": null}}}           | /filter/created_at/gt
          {"filter": {"created_at": {"like": "2024"}}}       | /filter/created_at/like
          {"filter": {"tags": 5}}                            | /filter/tags
          {"filter": {"tags": {"gt": "a"}}}                  | /filter/tags/gt
          {"filter": {"request": 5}}                         | /filter/request
          {"filter": {"request": [1]}}                       | /filter/request
          {"filter": {"request": {"a": "\\u0000"}}}          | /filter/request/a
          {"filter": {"priority": 1e400}}                    | /filter/priority
          {"filter": {"created_at": "2024-01-01T24:00:00Z"}} | /filter/created_at
          {"filter": {"and": {}}}                            | /filter/and
          {"filter": {"and": []}}                            | /filter/and
          {"filter": {"or": null}}                           | /filter/or
          {"filter": {"or": [5]}}                            | /filter/or/0
          {"filter": {"not": []}}                            | /filter/not
          {"filter": {"not": null}}                          | /filter/not
          {"filter": {"or": [{"x": 1}, {"not": {"y": 1}}]}}  | /filter/or/0/x /filter/or/1/not/y
          []                                                 | ''
          "x"                                                | ''
          """)
  void aFaultIsReportedWithItsPlace(String body, String pointers) {
    JsonNode problem = assertProblem(api.post(INDEX, body), 422);
    assertThat(String.join(" ", Tasks.texts(problem.get("errors"), "pointer"))).isEqualTo(pointers);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "null", "{\"filter\": null, \"sort\": null, \"page\": null}"})
  void noBodyAndNullsMeanEverythingLive(String body) {
    Answer answer = api.post(INDEX, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    assertThat(answer.header("X-Pagination-Current-Page")).isEqualTo("1");
    assertThat(answer.header("X-Pagination-Per-Page")).isEqualTo("100");
  }

  @Test
  void aRequestWithoutBodyAndContentTypeIsTheFirstPage() {
    assertThat(api.post(INDEX, null).status()).isEqualTo(200);
  }

  @Test
  void allFaultsAreReportedAtOnce() {
    JsonNode problem =
        assertProblem(
            api.post(
                INDEX,
                "{\"filter\": {\"x\": 1, \"priority\": \"a\"}, \"page\": 0, \"sort\": \"y\", \"z\": 1}"),
            422);
    assertThat(Tasks.texts(problem.get("errors"), "pointer"))
        .containsExactlyInAnyOrder("/z", "/filter/x", "/filter/priority", "/page", "/sort");
  }

  @Test
  void aFilterHasAtMostFiveLevels() {
    assertThat(api.post(INDEX, search(nested(4))).status()).isEqualTo(200);
    assertRefused(search(nested(5)), "/filter" + "/not".repeat(5));
  }

  @Test
  void aFilterHasAtMostFiftyConditions() {
    assertThat(api.post(INDEX, search(Map.of("or", conditions(50)))).status()).isEqualTo(200);
    assertThat(assertProblem(api.post(INDEX, search(Map.of("or", conditions(51)))), 422).toString())
        .contains("50 are allowed");
    Map<String, Object> ranges =
        Map.of("or", Collections.nCopies(26, Map.of("priority", Map.of("gt", 1, "lt", 5))));
    assertRefused(search(ranges), "/filter");
  }

  @Test
  void aListHasAtMostAThousandValuesAndAFilterFiveThousand() {
    for (String field : List.of("user_id", "task_id", "tags")) {
      List<String> most = IntStream.range(0, 1_000).mapToObj(n -> "v" + n).toList();
      assertThat(api.post(INDEX, search(Map.of(field, most))).status()).as(field).isEqualTo(200);
      List<String> more = Collections.nCopies(1_001, "v");
      assertRefused(search(Map.of(field, more)), "/filter/" + field);
      assertRefused(search(Map.of(field, Map.of("nin", more))), "/filter/" + field + "/nin");
      Object all = Map.of("and", Collections.nCopies(5, Map.of(field, most)));
      assertFoundOrTooBroad(api.post(INDEX, search(all)));
      assertRefused(search(Map.of("and", Collections.nCopies(6, Map.of(field, most)))), "/filter");
    }
  }

  @Test
  void theMostDaysThatThereMayBeAreFoundOrTooBroad() {
    List<String> days =
        IntStream.range(0, 1_000).mapToObj(n -> "%04d-01-31".formatted(1_000 + n)).toList();
    Object all = Map.of("or", Collections.nCopies(5, Map.of("run_at", days)));
    assertFoundOrTooBroad(api.post(INDEX, search(all)));
  }

  /** What is allowed may still take longer than a search may. */
  private static void assertFoundOrTooBroad(Answer answer) {
    if (answer.status() != 200) {
      assertThat(assertProblem(answer, 422).get("type").textValue())
          .isEqualTo("/docs/problems/search-too-broad");
    }
  }

  private void assertRefused(Object body, String pointer) {
    JsonNode problem = assertProblem(api.post(INDEX, body), 422);
    assertThat(Tasks.texts(problem.get("errors"), "pointer")).containsExactly(pointer);
  }

  private static Object search(Object filter) {
    return Map.of("filter", filter, "count", "none", "per-page", 1);
  }

  private static Object nested(int levels) {
    Object filter = Map.of("handler", "x");
    for (int i = 0; i < levels; i++) {
      filter = Map.of("not", filter);
    }
    return filter;
  }

  private static List<Object> conditions(int number) {
    return Collections.nCopies(number, Map.of("handler", "x"));
  }
}
