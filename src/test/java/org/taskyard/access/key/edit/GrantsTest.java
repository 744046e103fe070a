package org.taskyard.access.key.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.access.Principal;
import org.taskyard.access.Principal.Forbidden;
import org.taskyard.access.Principal.Kind;
import org.taskyard.access.Roles;
import org.taskyard.access.Scope;
import org.taskyard.access.key.KeyText;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;

/** What a caller may do with keys, by what it has itself. */
class GrantsTest {

  private static final Roles ROLES = Roles.with(Map.of("boss", List.of("admin")));
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(3_600);

  private static final Principal ADMIN = caller(null, null, null, Scope.values());

  private static Principal caller(
      String user, Set<String> handlers, Instant until, Scope... scopes) {
    return new Principal(
        Kind.KEY,
        "00000000000000aa",
        user,
        Set.of(scopes).contains(Scope.ADMIN) ? ROLES.scopes(List.of("admin")) : Set.of(scopes),
        handlers,
        until,
        1);
  }

  private static Grants of(Principal caller) {
    return new Grants(caller, ROLES, true);
  }

  private static ApiKey key(String json) {
    return key(KeyText.random(), json);
  }

  private static ApiKey key(KeyText text, String json) {
    try {
      JsonNode body = Json.document(json);
      ApiKey key = new ApiKey(text, "", "test", NOW);
      Faults faults = new Faults();
      key.change(KeyInput.ofNew(body, ROLES, faults), NOW);
      faults.refuse();
      return key;
    } catch (com.fasterxml.jackson.core.JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"k\", \"scopes\": [\"work\"]}",
        "{\"name\": \"k\", \"roles\": [\"worker\"]}",
        "{\"name\": \"k\", \"roles\": [\"boss\"]}",
        "{\"name\": \"k\", \"scopes\": [\"admin\"]}",
        "{\"name\": \"k\", \"scopes\": [\"task:read\", \"task:all-users\"]}"
      })
  void nobodyGivesAScopeThatItLacks(String json) {
    Principal caller = caller("u", null, null, Scope.KEY_ADMIN, Scope.TASK_READ);
    assertThatThrownBy(() -> of(caller).cover(key(json)))
        .isInstanceOf(Forbidden.class)
        .hasMessageMatching(
            "A key with more rights than one's own needs the scope (work|task:write|task:delete|task:all-users|admin).*");
    assertThatCode(() -> of(ADMIN).cover(key(json))).doesNotThrowAnyException();
  }

  @Test
  void aCallerWithAllScopesButAdminIsNoAdmin() {
    Scope[] allButAdmin =
        java.util.Arrays.stream(Scope.values())
            .filter(scope -> scope != Scope.ADMIN)
            .toArray(Scope[]::new);
    Principal caller = caller(null, null, null, allButAdmin);
    assertThatThrownBy(() -> of(caller).cover(key("{\"name\": \"k\", \"roles\": [\"admin\"]}")))
        .hasMessageContaining("the scope admin");
    assertThatCode(() -> of(caller).cover(key("{\"name\": \"k\", \"roles\": [\"operator\"]}")))
        .doesNotThrowAnyException();
  }

  @Test
  void nobodyGivesAHandlerThatItDoesNotWorkFor() {
    Principal caller = caller(null, Set.of("A", "B"), null, Scope.KEY_ADMIN, Scope.WORK);
    assertThatCode(() -> of(caller).cover(worker("[\"A\"]"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> of(caller).cover(worker("[\"A\", \"C\"]")))
        .isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> of(caller).cover(worker("null"))).isInstanceOf(Forbidden.class);
    assertThatCode(() -> of(ADMIN).cover(worker("null"))).doesNotThrowAnyException();
  }

  private static ApiKey worker(String handlers) {
    return key("{\"name\": \"k\", \"scopes\": [\"work\"], \"handlers\": " + handlers + "}");
  }

  @Test
  void nobodyGivesAUserThatItIsNot() {
    Principal caller = caller("u", null, null, Scope.KEY_ADMIN, Scope.TASK_READ);
    assertThatCode(() -> of(caller).cover(reader("\"u\""))).doesNotThrowAnyException();
    assertThatThrownBy(() -> of(caller).cover(reader("\"v\""))).isInstanceOf(Forbidden.class);
    Principal all = caller(null, null, null, Scope.KEY_ADMIN, Scope.TASK_READ, Scope.ALL_USERS);
    assertThatCode(() -> of(all).cover(reader("\"v\""))).doesNotThrowAnyException();
  }

  private static ApiKey reader(String user) {
    return key("{\"name\": \"k\", \"scopes\": [\"task:read\"], \"user_id\": " + user + "}");
  }

  @Test
  void aKeyThatSeesTasksActsForAUserOrForAll() {
    assertThatThrownBy(() -> of(ADMIN).needUser(reader("null")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("task:read")
        .hasMessageContaining("task:all-users");
    assertThatCode(() -> of(ADMIN).needUser(reader("\"u\""))).doesNotThrowAnyException();
    for (String role : List.of("viewer", "operator", "worker", "admin")) {
      ApiKey key = key("{\"name\": \"k\", \"roles\": [\"" + role + "\"]}");
      assertThatCode(() -> of(ADMIN).needUser(key)).as(role).doesNotThrowAnyException();
    }
  }

  @Test
  void aKeyThatEndsGivesNoneThatLivesLonger() {
    Principal ending = caller(null, null, LATER, Scope.KEY_ADMIN);
    assertThatThrownBy(() -> of(ending).endBefore(until("null"))).isInstanceOf(Forbidden.class);
    assertThatThrownBy(() -> of(ending).endBefore(until("\"2026-11-29T13:00:00.000001Z\"")))
        .isInstanceOf(Forbidden.class);
    assertThatCode(() -> of(ending).endBefore(until("\"2026-11-29T13:00:00Z\"")))
        .doesNotThrowAnyException();
    for (Principal free :
        List.of(
            caller(null, null, null, Scope.KEY_ADMIN),
            caller(null, null, LATER, Scope.ADMIN),
            new Principal(Kind.TOKEN, "s", null, Set.of(Scope.KEY_ADMIN), null, LATER))) {
      assertThatCode(() -> of(free).endBefore(until("null"))).doesNotThrowAnyException();
    }
  }

  private static ApiKey until(String expiry) {
    return key("{\"name\": \"k\", \"expires_at\": " + expiry + "}");
  }

  @Test
  void onlyAnAdminKeyChangesItself() {
    ApiKey own = key(new KeyText("00000000000000aa", "00"), "{\"name\": \"k\"}");
    assertThatThrownBy(() -> of(caller(null, null, null, Scope.KEY_ADMIN)).beAnother(own))
        .isInstanceOf(Forbidden.class);
    assertThatCode(() -> of(ADMIN).beAnother(own)).doesNotThrowAnyException();
    assertThatCode(
            () -> of(caller(null, null, null, Scope.KEY_ADMIN)).beAnother(key("{\"name\": \"k\"}")))
        .doesNotThrowAnyException();
    assertThat(KeyView.of(own).toString()).isEqualTo("key 00000000000000aa");
  }
}
