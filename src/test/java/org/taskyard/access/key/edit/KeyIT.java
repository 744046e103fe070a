package org.taskyard.access.key.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.taskyard.support.Problems.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.taskyard.support.Api;
import org.taskyard.support.Api.Answer;
import org.taskyard.support.OnServer;

/** Keys over HTTP, where nobody is asked for one. */
@OnServer
class KeyIT {

  private final Api api;
  private final String name = "key-" + UUID.randomUUID();

  KeyIT(Api api) {
    this.api = api;
  }

  private ObjectNode create(Object... members) {
    Map<String, Object> body = new java.util.HashMap<>(Map.of("name", name));
    for (int i = 0; i < members.length; i += 2) {
      body.put((String) members[i], members[i + 1]);
    }
    Answer made = api.post("/v2/key/create", body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return (ObjectNode) made.json();
  }

  private static String id(JsonNode key) {
    return key.get("key_id").textValue();
  }

  private Answer view(JsonNode key) {
    return api.get("/v2/key/view/" + id(key));
  }

  private Answer update(JsonNode key, Object change, String... headers) {
    return api.put("/v2/key/update/" + id(key), change, headers);
  }

  @Test
  void theWholeKeyIsInTheAnswerThatMadeItAndNowhereElse() {
    Answer made =
        api.post(
            "/v2/key/create",
            Map.of(
                "name",
                name,
                "roles",
                List.of("user"),
                "user_id",
                "u",
                "expires_at",
                "2120-01-01"));
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    ObjectNode key = (ObjectNode) made.json();
    assertThat(made.header("Location")).isEqualTo("/v2/key/view/" + id(key));
    assertThat(made.headers().allValues("Cache-Control").toString()).contains("no-store");
    assertThat(key.get("key").textValue()).startsWith("tyk_" + id(key) + "_");
    key.remove("key");
    assertThat(view(key).json()).isEqualTo(key);
    assertThat(view(key).header("ETag")).isEqualTo(made.header("ETag"));
    Answer found = api.post("/v2/key/index", Map.of("filter", Map.of("name", name)));
    assertThat(found.json()).hasSize(1).allMatch(key::equals);
    assertThat(found.header("X-Pagination-Total-Count")).isEqualTo("1");
  }

  @Test
  void whatIsNoIdOfAKeyIsNotFound() {
    for (String id : List.of("0000000000000000", "key-1", "A000000000000000")) {
      assertProblem(api.get("/v2/key/view/" + id), 404);
      assertProblem(api.put("/v2/key/update/" + id, Map.of("name", "x")), 404);
      assertProblem(api.put("/v2/key/update/" + id, Map.of("colour", 1)), 404);
      assertProblem(api.post("/v2/key/rotate/" + id, null), 404);
      assertProblem(api.delete("/v2/key/delete/" + id), 404);
    }
  }

  @Test
  void faultsAreReportedAllAtOnce() {
    JsonNode problem =
        assertProblem(
            api.post(
                "/v2/key/create", Map.of("roles", List.of("boss"), "handlers", "A", "colour", 1)),
            422);
    assertThat(problem.get("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/name", "/roles/0", "/handlers", "/colour");
    assertProblem(api.post("/v2/key/create", null), 422);
    JsonNode userless =
        assertProblem(
            api.post("/v2/key/create", Map.of("name", name, "roles", List.of("user"))), 422);
    assertThat(userless.at("/errors/0/pointer").textValue()).isEqualTo("/user_id");
  }

  @Test
  void aChangeForAnotherVersionIsRefused() {
    JsonNode key = create("scopes", List.of("metrics"));
    String seen = view(key).header("ETag");
    Answer changed = update(key, Map.of("name", name + "!"), "If-Match", seen);
    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo(view(key).header("ETag")).isNotEqualTo(seen);
    assertProblem(update(key, Map.of("name", "x"), "If-Match", seen), 412);
    ObjectNode whole = (ObjectNode) view(key).json();
    assertThat(update(key, whole).json()).isEqualTo(whole);
  }

  @Test
  void aRotationShowsTheNewSecretOnce() {
    JsonNode key = create();
    Answer rotated = api.post("/v2/key/rotate/" + id(key), Map.of("overlap", "90m"));
    assertThat(rotated.status()).as(rotated.toString()).isEqualTo(200);
    assertThat(rotated.json().get("key").textValue())
        .startsWith("tyk_" + id(key))
        .isNotEqualTo(key.get("key").textValue());
    assertThat(rotated.json().get("previous_until").isTextual()).isTrue();
    assertThat(view(key).json().has("key")).isFalse();
    assertThat(api.post("/v2/key/rotate/" + id(key), null).status()).isEqualTo(200);
    assertProblem(api.post("/v2/key/rotate/" + id(key), Map.of("overlap", "soon")), 422);
  }

  @Test
  void aRevokedKeyIsKeptAndADeletedOneIsGone() {
    JsonNode key = create();
    assertThat(update(key, Map.of("revoked", true)).json().get("revoked_at").isTextual()).isTrue();
    assertProblem(api.post("/v2/key/rotate/" + id(key), null), 409);
    assertThat(view(key).status()).isEqualTo(200);
    assertThat(api.delete("/v2/key/delete/" + id(key)).status()).isEqualTo(204);
    assertProblem(view(key), 404);
  }
}
