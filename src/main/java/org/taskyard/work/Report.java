package org.taskyard.work;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.Failure;
import org.taskyard.execution.lease.LogLine;
import org.taskyard.execution.lease.RunReport;
import org.taskyard.execution.lease.StorableText;
import org.taskyard.json.JsonFields;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;

/**
 * What a remote worker says about its runs: one object, a list, or an object with {@code tasks} and
 * a {@code claim} for the next batch.
 *
 * @param single true if it was one object, so that the answer is about that one
 * @param claim null if none came along
 */
record Report(boolean single, List<Item> items, Claim claim) {

  private static final int MOST = 1_000;
  private static final int MAX_JSON_BYTES = 1024 * 1024;
  private static final int MAX_MESSAGE = 1_000;
  private static final String UNNAMED = "WorkerFailure";
  private static final Set<String> OF_EVERY = Set.of("task_id", "lease_token");

  /** What is said of a run, besides which one it is. */
  enum Kind {
    HEARTBEAT("lease_seconds", "progress", "progress_message", "checkpoint", "log"),
    COMPLETE("response", "log"),
    FAIL("error", "retry_after_seconds", "log"),
    RELEASE("after_seconds", "log");

    private final Set<String> known = new LinkedHashSet<>();

    Kind(String... own) {
      known.addAll(List.of("task_id", "lease_token"));
      known.addAll(List.of(own));
    }
  }

  /**
   * One run.
   *
   * @param run null if the report has faults and does not say which run it is
   * @param json response or checkpoint, null if none came
   * @param failure null unless it failed
   * @param seconds the number that came along, null if none did
   */
  record Item(RunReport run, JsonText json, Failure failure, Integer seconds) {

    Ending ending(Kind kind) {
      return switch (kind) {
        case COMPLETE -> new Ending.Completed(run, json == null ? null : json.json());
        case RELEASE -> released();
        case FAIL, HEARTBEAT -> throw new IllegalStateException("not an ending by itself: " + kind);
      };
    }

    private Ending released() {
      return seconds == null
          ? new Ending.Released(run)
          : new Ending.PutOff(run, new Failure("Released", "put off by its worker", true), delay());
    }

    /** What the worker asks for, null if it does not. */
    Duration delay() {
      return seconds == null ? null : Duration.ofSeconds(seconds);
    }
  }

  /**
   * Reads a report.
   *
   * @throws InvalidInput with every fault
   */
  static Report read(JsonNode body, Kind kind) {
    Faults faults = new Faults();
    Report report = read(body, kind, faults);
    faults.refuse();
    return report;
  }

  private static Report read(JsonNode body, Kind kind, Faults faults) {
    if (body != null && body.isArray()) {
      return new Report(false, items(body, "", kind, faults), null);
    }
    if (body != null && body.has("tasks")) {
      JsonFields fields = JsonFields.of(body, "", faults);
      fields.only(Set.of("tasks", "claim"));
      Claim claim = fields.given("claim") ? Claim.read(body.get("claim"), "/claim", faults) : null;
      return new Report(false, items(body.get("tasks"), "/tasks", kind, faults), claim);
    }
    return new Report(true, List.of(item(body, "", kind, new HashSet<>(), faults)), null);
  }

  private static List<Item> items(JsonNode list, String base, Kind kind, Faults faults) {
    if (!list.isArray() || list.size() > MOST) {
      throw new InvalidInput(base, "a list of at most " + MOST + " runs is expected");
    }
    List<Item> items = new ArrayList<>();
    Set<UUID> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      items.add(item(list.get(i), base + "/" + i, kind, seen, faults));
    }
    return items;
  }

  private static Item item(JsonNode node, String base, Kind kind, Set<UUID> seen, Faults faults) {
    JsonFields fields = JsonFields.of(node, base, faults);
    fields.only(kind.known);
    OF_EVERY.stream()
        .filter(name -> !fields.given(name))
        .forEach(name -> fields.fault(name, "required"));
    JsonText json = fields.json(kind == Kind.COMPLETE ? "response" : "checkpoint", MAX_JSON_BYTES);
    Integer seconds =
        Stream.of("lease_seconds", "retry_after_seconds", "after_seconds")
            .filter(fields::given)
            .map(name -> fields.integer(name, name.equals("lease_seconds") ? 1 : 0, 365 * 86_400))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    RunReport run = run(fields, base, seen, faults);
    return new Item(run, json, kind == Kind.FAIL ? failure(fields, base, faults) : null, seconds);
  }

  /**
   * @param seen the tasks of the list so far
   */
  private static RunReport run(JsonFields fields, String base, Set<UUID> seen, Faults faults) {
    UUID task = fields.uuid("task_id");
    UUID token = fields.uuid("lease_token");
    Integer progress = fields.integer("progress", 0, 100);
    String message = StorableText.cut(fields.words("progress_message"), MAX_MESSAGE);
    List<LogLine> log = log(fields, base, faults);
    if (task != null && !seen.add(task)) {
      fields.fault("task_id", "appears twice in the list");
    }
    return task == null || token == null
        ? null
        : new RunReport(task, token, progress, message, log);
  }

  private static List<LogLine> log(JsonFields fields, String base, Faults faults) {
    JsonNode lines = fields.given("log") ? fields.node("log") : null;
    if (lines == null) {
      return List.of();
    }
    if (!lines.isArray()) {
      fields.fault("log", "a list of strings is expected");
      return List.of();
    }
    List<LogLine> log = new ArrayList<>();
    for (int i = 0; i < Math.min(lines.size(), LogLine.MAX_LINES + 1); i++) {
      if (!lines.get(i).isTextual()) {
        faults.add(base + "/log/" + i, "a string is expected");
      } else {
        log.add(LogLine.now(lines.get(i).textValue()));
      }
    }
    return log;
  }

  /** What is too long is cut there, and what is missing made up: a run that failed has to end. */
  private static Failure failure(JsonFields fields, String base, Faults faults) {
    if (!fields.given("error")) {
      return new Failure(UNNAMED, "the worker has given no reason", true);
    }
    if (fields.node("error").isTextual()) {
      return new Failure(UNNAMED, fields.node("error").textValue(), true);
    }
    JsonFields error = JsonFields.of(fields.node("error"), base + "/error", faults);
    error.only(Set.of("type", "message", "retryable"));
    String type = error.words("type");
    Boolean retryable = error.bool("retryable");
    return new Failure(
        type == null || type.isBlank() ? UNNAMED : type,
        error.words("message"),
        retryable == null || retryable);
  }
}
