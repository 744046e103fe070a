package org.taskyard.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.json.Json;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Uploads;

/**
 * Finding files: each test sees those of its own user, a.csv, b.csv and c_%.txt of 1 to 3 bytes.
 */
@OnServer
class FileSearchIT {

  private static final List<String> NAMES = List.of("a.csv", "b.csv", "c_%.txt");

  private final Api api;
  private final String user = "search-" + UUID.randomUUID();

  FileSearchIT(Api api) {
    this.api = api;
  }

  @BeforeEach
  void store() {
    for (int i = 0; i < NAMES.size(); i++) {
      String type = i == 2 ? "text/plain" : "text/csv";
      Uploads.store(api, NAMES.get(i), type, new byte[i + 1], "?user_id=" + user);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'name': 'a.csv'}                                         | a.csv",
        "{'name': ['a.csv', 'c_%.txt', 'x']}                       | a.csv c_%.txt",
        "{'name': {'neq': 'a.csv'}}                                | b.csv c_%.txt",
        "{'name': {'nin': ['a.csv', 'b.csv']}}                     | c_%.txt",
        "{'name': {'like': '_%'}}                                  | c_%.txt",
        "{'name': {'like': 'CSV'}}                                 | a.csv b.csv",
        "{'size': {'gt': 1, 'lte': 3}}                             | b.csv c_%.txt",
        "{'content_type': 'text/csv', 'size': 2}                   | b.csv",
        "{'task_id': null}                                         | a.csv b.csv c_%.txt",
        "{'not': {'content_type': 'text/csv'}}                     | c_%.txt",
        "{'or': [{'size': 1}, {'and': [{'size': 3}, {'name': {'gte': 'c'}}]}]} | a.csv c_%.txt",
        "{'created_at': {'gte': '2020-01-01', 'lt': '2999-01-01'}} | a.csv b.csv c_%.txt",
        "{'created_at': '2020-01-01'}                              | ",
        "{'file_id': 'nobody'}                                     | ",
        "{'sha256': '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'} | a.csv",
      })
  void aFilterFindsWhatItSaysAndItsNegationAllTheRest(String filter, String names)
      throws Exception {
    JsonNode wanted = Json.read(filter.replace('\'', '"'));
    List<String> expected = names == null ? List.of() : List.of(names.split(" "));
    assertThat(names(wanted)).containsExactlyInAnyOrderElementsOf(expected);
    List<String> rest = new ArrayList<>(NAMES);
    rest.removeAll(expected);
    assertThat(names(Map.of("not", wanted))).containsExactlyInAnyOrderElementsOf(rest);
  }

  @Test
  void pagesFollowEachOtherAndTheHeadersSayHowMany() {
    List<String> all = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      Answer answer = index(Map.of("user_id", user), Map.of("per-page", 2, "page", page));
      assertThat(answer.header("X-Pagination-Current-Page")).isEqualTo(Integer.toString(page));
      assertThat(answer.header("X-Pagination-Page-Count")).isEqualTo("2");
      assertThat(answer.header("X-Pagination-Total-Count")).isEqualTo("3");
      all.addAll(answer.json().findValuesAsText("name"));
    }
    assertThat(all).containsExactly("c_%.txt", "b.csv", "a.csv");
  }

  @Test
  void filesComeInTheOrderAskedFor() {
    assertThat(sorted("size")).containsExactly("a.csv", "b.csv", "c_%.txt");
    assertThat(sorted("-name")).containsExactly("c_%.txt", "b.csv", "a.csv");
    assertThat(sorted("content_type,-size")).containsExactly("b.csv", "a.csv", "c_%.txt");
  }

  @Test
  void withoutABodyThePageIsOfAllFiles() {
    Answer all = api.post("/v2/file/index", null);
    assertThat(all.status()).isEqualTo(200);
    assertThat(new HashSet<>(all.json().findValuesAsText("user_id"))).contains(user);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"filter\": {\"colour\": 1}}",
        "{\"filter\": {\"size\": \"1\"}}",
        "{\"filter\": {\"size\": {\"like\": \"1\"}}}",
        "{\"filter\": {\"file_id\": {\"lt\": \"0190a000-0000-7000-8000-000000000001\"}}}",
        "{\"filter\": {\"name\": {}}}",
        "{\"filter\": {\"name\": {\"is\": 1}}}",
        "{\"filter\": {\"and\": {}}}",
        "{\"filter\": {\"created_at\": \"yesterday\"}}",
        "{\"filter\": []}",
        "{\"sort\": \"colour\"}",
        "{\"sort\": \"size,-size\"}",
        "{\"page\": 0}",
        "{\"per-page\": -1}",
        "{\"cursor\": \"x\"}",
        "[]",
      })
  void aSearchThatMakesNoSenseIsRefused(String body) {
    assertThat(assertProblem(api.post("/v2/file/index", body), 422).path("errors")).hasSize(1);
  }

  @Test
  void everyFaultOfASearchIsReported() {
    JsonNode problem =
        assertProblem(
            api.post(
                "/v2/file/index",
                "{\"filter\": {\"colour\": 1, \"size\": true}, \"sort\": \"x\", \"page\": 0}"),
            422);
    assertThat(problem.path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/filter/colour", "/filter/size", "/sort", "/page");
  }

  private List<String> sorted(String sort) {
    return index(Map.of("user_id", user), Map.of("sort", sort)).json().findValuesAsText("name");
  }

  private List<String> names(Object filter) {
    return index(Map.of("and", List.of(Map.of("user_id", user), filter)), Map.of())
        .json()
        .findValuesAsText("name");
  }

  private Answer index(Object filter, Map<String, ?> more) {
    Map<String, Object> body = new java.util.HashMap<>(more);
    body.put("filter", filter);
    Answer answer = api.post("/v2/file/index", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer;
  }
}
