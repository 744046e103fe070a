package org.taskyard.access.key.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.taskyard.access.Roles;
import org.taskyard.json.Json;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;

/** What is understood of a body about a key, and every fault in it with its place. */
class KeyInputTest {

  private static final String ID = "0123456789abcdef";
  private static final Roles ROLES = Roles.with(Map.of());

  private final Faults faults = new Faults();

  private static JsonNode json(String text) {
    try {
      return Json.document(text);
    } catch (JsonProcessingException notJson) {
      throw new AssertionError(notJson);
    }
  }

  private KeyInput change(String body) {
    return KeyInput.ofChange(json(body), ID, ROLES, faults);
  }

  @Test
  void everyFaultOfANewKeyIsToldWithItsPlace() {
    KeyInput.ofNew(
        json(
            """
            {"roles": ["viewer", "task:read", 1], "scopes": ["viewer"], "handlers": ["1x"], "user_id": "",
             "expires_at": "soon", "revoked": true, "secret_hash": "00", "key": "x"}"""),
        ROLES,
        faults);
    assertThat(faults.all())
        .extracting(Faults.Fault::pointer)
        .containsExactlyInAnyOrder(
            "/name",
            "/roles/1",
            "/roles/2",
            "/scopes/0",
            "/handlers/0",
            "/user_id",
            "/expires_at",
            "/revoked",
            "/secret_hash",
            "/key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": null}",
        "{\"name\": \" \"}",
        "{\"roles\": \"viewer\"}",
        "{\"scopes\": {}}",
        "{\"revoked\": false}",
        "{\"revoked\": null}",
        "{\"revoked\": \"true\"}",
        "{\"key_id\": \"0123456789abcdee\"}",
        "{\"user_id\": \"a\\u0000\"}"
      })
  void aChangeThatIsNoneIsOneFault(String body) {
    change(body);
    assertThat(faults.all()).hasSize(1);
  }

  @Test
  void wordsAreKnownOnesAndTheFaultNamesThem() {
    change("{\"roles\": [\"boss\"], \"scopes\": [\"task:raed\"]}");
    assertThat(faults.all())
        .extracting(Faults.Fault::message)
        .containsExactly(
            "a role is expected, one of admin, operator, user, viewer, worker",
            "a scope is expected, one of task:read, task:write, task:delete, task:operate, task:all-users,"
                + " task:unmasked, work, handler:admin, schedule:admin, key:admin, audit:read, metrics, admin");
  }

  @Test
  void nullIsTheDefaultOfWhatHasOneAndAWholeKeyCanBeSentBack() {
    KeyInput change =
        change(
            """
            {"key_id": "0123456789abcdef", "name": "k", "roles": null, "scopes": null, "handlers": null, "user_id": null,
             "expires_at": null, "revoked_at": "2026-01-01T00:00:00Z", "previous_until": 1, "last_used_at": null,
             "created_at": null, "created_by": "me", "updated_at": null}""");
    faults.refuse();
    assertThat(change.roles()).isEmpty();
    assertThat(change.handlers()).isNull();
    assertThat(change.has("handlers")).isTrue();
    assertThat(change.revokes()).isFalse();
    assertThat(change("{}").has("handlers")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                     | PT24H
          {"overlap": null}      | PT24H
          {"overlap": 0}         | PT0S
          {"overlap": "0s"}      | PT0S
          {"overlap": 90}        | PT1M30S
          {"overlap": "90m"}     | PT1H30M
          {"overlap": "P30D"}    | PT720H
          """)
  void anOverlapIsALengthOfTime(String body, Duration overlap) {
    assertThat(Overlap.read(json(body))).isEqualTo(overlap);
    assertThat(Overlap.read(null)).isEqualTo(Duration.ofHours(24));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"overlap\": -1}",
        "{\"overlap\": 2592001}",
        "{\"overlap\": 1.5}",
        "{\"overlap\": \"soon\"}",
        "{\"overlap\": true}",
        "{\"overlap\": 9223372036854775807}",
        "{\"name\": \"x\"}",
        "[]"
      })
  void whatIsNoOverlapIsRefused(String body) {
    assertThatThrownBy(() -> Overlap.read(json(body))).isInstanceOf(InvalidInput.class);
  }
}
