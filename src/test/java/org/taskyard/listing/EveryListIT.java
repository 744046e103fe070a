package org.taskyard.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;
import org.taskyard.support.Uploads;

/**
 * What files, handlers, schedules and keys share with tasks: one filter language, one way through
 * pages. Each test has five rows of each, and every field that may be null is null in one of them.
 */
@OnServer
class EveryListIT {

  private static final int ROWS = 5;
  private static final String NOT_STORABLE = "a\u0000b";

  private final Api api;
  private final String mine = "L" + UUID.randomUUID().toString().substring(0, 8);
  private final List<String> schedules = new ArrayList<>();
  private final List<String> apiKeys = new ArrayList<>();

  EveryListIT(Api api) {
    this.api = api;
  }

  @BeforeEach
  void fiveOfEach() {
    for (int i = 0; i < ROWS; i++) {
      String name = mine + "-" + i;
      String owner = i % 2 == 0 ? "?user_id=u" + i : "";
      Uploads.store(api, name, i < 2 ? "text/csv" : "text/plain", new byte[i / 2 + 1], owner);
      api.post("/v2/task/create", Map.of("handler", name, "priority", i));
      if (i > 1) {
        Answer set =
            api.put("/v2/handler/update/" + name, Map.of("max_attempts", i, "paused", true));
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
      }
      schedules.add(schedule(name, i));
      apiKeys.add(apiKey(name, i));
    }
  }

  private String schedule(String name, int i) {
    Map<String, Object> body = new HashMap<>(Map.of("name", name, "handler", "EchoHandler"));
    if (i % 2 == 0) {
      body.putAll(Map.of("cron", "0 0 29 2 *", "user_id", "u" + i, "tags", List.of("t")));
      body.putAll(Map.of("starts_at", "2120-01-0" + (i + 1), "request", Map.of("a", i)));
    } else {
      body.putAll(Map.of("interval", 86_400, "entity_id", "e" + i, "max_attempts", i));
      body.putAll(Map.of("starts_at", "2019-01-01", "ends_at", "2019-01-02", "paused", i == 1));
    }
    Answer made = api.post("/v2/schedule/create", body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json().get("schedule_id").textValue();
  }

  private String apiKey(String name, int i) {
    Map<String, Object> body = new HashMap<>(Map.of("name", name));
    if (i % 2 == 0) {
      body.putAll(Map.of("user_id", "u" + i, "expires_at", "2120-01-0" + (i + 1)));
    } else {
      body.putAll(Map.of("scopes", List.of("work"), "handlers", List.of("A" + i)));
    }
    Answer made = api.post("/v2/key/create", body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    String id = made.json().get("key_id").textValue();
    if (i > 2) {
      api.post("/v2/key/rotate/" + id, null);
      api.put("/v2/key/update/" + id, Map.of("revoked", true));
    }
    return id;
  }

  @AfterEach
  void leaveNothingThatActs() {
    schedules.forEach(id -> api.delete("/v2/schedule/delete/" + id));
    apiKeys.forEach(id -> api.delete("/v2/key/delete/" + id));
  }

  @ParameterizedTest
  @EnumSource
  void aNegatedConditionFindsRowsWithoutAValueToo(Listed list) {
    list.strange()
        .forEach(
            (field, value) -> {
              assertThat(keys(list, Map.of(field, value))).as(field).isEmpty();
              assertThat(keys(list, Map.of("not", Map.of(field, value)))).as(field).hasSize(ROWS);
              Map<String, Object> isNull = Collections.singletonMap(field, null);
              int without = keys(list, isNull).size();
              assertThat(keys(list, Map.of("not", isNull))).as(field).hasSize(ROWS - without);
            });
  }

  @ParameterizedTest
  @EnumSource
  void pagesByCursorAreTheWholeInEveryOrder(Listed list) {
    List<String> orders = new ArrayList<>(list.sortable());
    orders.addAll(
        switch (list) {
          case FILES -> List.of("sha256", "size,-name");
          case KEYS -> List.of("created_by,-name");
          default -> List.of("paused,-name");
        });
    for (String order : orders) {
      for (String sort : List.of(order, "-" + order)) {
        List<String> whole = keys(list, Map.of(), "sort", sort);
        assertThat(whole).as(sort).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(byCursor(list, sort)).as(sort).isEqualTo(whole);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCursorBelongsToItsFilterAndSort(Listed list) {
    String cursor = index(list, Map.of(), "per-page", 2).header("X-Pagination-Next-Cursor");
    assertThat(index(list, Map.of(), "cursor", cursor).json()).hasSize(ROWS - 2);
    assertProblem(index(list, Map.of(), "cursor", cursor, "sort", "-" + list.key()), 422);
    assertProblem(index(list, Map.of("name", "x"), "cursor", cursor), 422);
    assertProblem(index(list, Map.of(), "cursor", cursor, "page", 2), 422);
    assertProblem(index(list, Map.of(), "cursor", "x"), 422);
  }

  @ParameterizedTest
  @EnumSource
  void theLinkToTheNextPageIsFollowedWithTheSameBody(Listed list) {
    Answer first = index(list, Map.of(), "per-page", 2);
    assertThat(first.header("X-Pagination-Total-Count")).isEqualTo("5");
    assertThat(first.header("Link")).contains("page=2&per-page=2>; rel=\"next\"");
    Answer all = index(list, Map.of(), "count", "none");
    assertThat(all.header("X-Pagination-Total-Count")).isNull();
    assertThat(all.json()).hasSize(ROWS);
  }

  @ParameterizedTest
  @EnumSource
  void textThatCannotBeStoredIsNobodysAndHasNoPlaceInAnOrder(Listed list) {
    assertThat(keys(list, Map.of("name", NOT_STORABLE))).isEmpty();
    assertThat(keys(list, Map.of("name", Map.of("like", NOT_STORABLE)))).isEmpty();
    assertThat(keys(list, Map.of("name", Map.of("neq", NOT_STORABLE)))).hasSize(ROWS);
    JsonNode problem = assertProblem(index(list, Map.of("name", Map.of("lt", NOT_STORABLE))), 422);
    assertThat(problem.at("/errors/0/pointer").textValue()).isEqualTo("/filter/and/1/name/lt");
  }

  @ParameterizedTest
  @EnumSource
  void aFilterHasAtMostFiveThousandValues(Listed list) {
    List<String> days =
        IntStream.range(0, 1_000)
            .mapToObj(n -> "%04d-01-31".formatted(1_000 + n))
            .collect(Collectors.toList());
    String moment = list == Listed.HANDLERS ? "updated_at" : "created_at";
    Object most = Map.of("or", Collections.nCopies(5, Map.of(moment, days)));
    assertThat(keys(list, most)).isEmpty();
    Object more = Map.of("or", Collections.nCopies(6, Map.of(moment, days)));
    JsonNode problem = assertProblem(index(list, more), 422);
    assertThat(problem.toString()).contains("6000 values, 5000 are allowed");
  }

  private List<String> byCursor(Listed list, String sort) {
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      Answer page =
          cursor == null
              ? index(list, Map.of(), "sort", sort, "per-page", 2)
              : index(list, Map.of(), "sort", sort, "per-page", 2, "cursor", cursor);
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      seen.addAll(page.json().findValuesAsText(list.key()));
      cursor = page.header("X-Pagination-Next-Cursor");
    } while (cursor != null);
    return seen;
  }

  private List<String> keys(Listed list, Object filter, Object... members) {
    Answer found = index(list, filter, members);
    assertThat(found.status()).as(found.toString()).isEqualTo(200);
    return found.json().findValuesAsText(list.key());
  }

  /** A search among the rows of this test. */
  private Answer index(Listed list, Object filter, Object... members) {
    Map<String, Object> body = new HashMap<>();
    body.put("filter", Map.of("and", List.of(Map.of("name", Map.of("like", mine)), filter)));
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    return api.post(list.path(), body);
  }
}
