package org.taskyard.roster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.secrecy.JsonPath;
import org.taskyard.secrecy.PathReader;

/**
 * New settings as a client sent them; null where nothing is to change. What the server owns may be
 * present and has no effect, so that a whole handler can be sent back.
 */
record HandlerChange(
    Integer maxAttempts,
    Integer timeoutSeconds,
    Integer backoffFirstMs,
    Integer backoffCapMs,
    Integer leaseSeconds,
    Boolean paused,
    List<String> masked,
    List<String> encrypted) {

  private static final int DAY_SECONDS = 86_400;
  private static final int WEEK_SECONDS = 7 * DAY_SECONDS;

  /** The heartbeat renews a lease when a third is over, and beats once a second. */
  private static final int SHORTEST_LEASE_SECONDS = 5;

  private static final Set<String> KNOWN =
      new LinkedHashSet<>(
          List.of(
              "name",
              "max_attempts",
              "timeout_seconds",
              "backoff_first_ms",
              "backoff_cap_ms",
              "lease_seconds",
              "paused",
              "masked",
              "encrypted",
              "updated_at",
              "served",
              "served_by",
              "pending",
              "running",
              "oldest_due_at"));

  /**
   * Reads a change of that handler.
   *
   * @throws org.taskyard.refusal.InvalidInput with every fault
   */
  static HandlerChange read(JsonNode body, String name) {
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(body, "", faults);
    fields.only(KNOWN);
    if (fields.has("name") && !name.equals(fields.text("name", 100))) {
      fields.fault("name", "is not the handler of this path; a handler keeps its name");
    }
    HandlerChange change =
        new HandlerChange(
            number(fields, "max_attempts", 1, 1_000),
            number(fields, "timeout_seconds", 1, WEEK_SECONDS),
            number(fields, "backoff_first_ms", 0, WEEK_SECONDS * 1_000),
            number(fields, "backoff_cap_ms", 0, WEEK_SECONDS * 1_000),
            number(fields, "lease_seconds", SHORTEST_LEASE_SECONDS, DAY_SECONDS),
            flag(fields, "paused"),
            paths(fields, "masked", PathReader.MASKED, faults),
            paths(fields, "encrypted", PathReader.ENCRYPTED, faults));
    faults.refuse();
    return change;
  }

  private static Integer number(JsonFields fields, String name, int min, int max) {
    if (fields.has(name) && !fields.given(name)) {
      fields.fault(name, "a whole number from " + min + " to " + max + " is expected");
    }
    return fields.integer(name, min, max);
  }

  /** Only that a handler is paused, or is not. */
  static HandlerChange pause(boolean paused) {
    return new HandlerChange(null, null, null, null, null, paused, null, null);
  }

  private static List<String> paths(
      JsonFields fields, String name, PathReader reader, Faults faults) {
    return fields.has(name)
        ? reader.read(fields.node(name), fields.pointer(name), faults).stream()
            .map(JsonPath::toString)
            .toList()
        : null;
  }

  private static Boolean flag(JsonFields fields, String name) {
    if (fields.has(name) && !fields.given(name)) {
      fields.fault(name, "true or false is expected");
    }
    return fields.bool(name);
  }
}
