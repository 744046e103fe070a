package org.taskyard.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.taskyard.access.Creator;
import org.taskyard.access.Owner;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.schedule.timing.Misfire;
import org.taskyard.task.TaskInput;

/**
 * What a client says of a schedule, at create or at update.
 *
 * @param present names of the members that were sent; at update the others stay as they are
 * @param task what is said of the tasks that it makes
 */
public record ScheduleInput(
    Set<String> present,
    String name,
    TimingInput timing,
    Misfire misfire,
    Integer maxMisfires,
    Boolean paused,
    TaskInput task) {

  static final int DEFAULT_MISFIRES = 10;

  /** A task holds two more: which schedule made it, and for when. */
  static final int MAX_TAGS = 14;

  /** So short that a tag can hold it. */
  private static final int MAX_NAME = 50;

  private static final int MAX_MISFIRES = 100;

  private static final List<String> OF_TASK =
      List.of("handler", "user_id", "entity_id", "request", "priority", "max_attempts", "tags");

  private static final List<String> OF_SCHEDULE =
      List.of("name", "misfire", "max_misfires", "paused");

  /** Only the server sets them; clients send whole objects back, so they are let in. */
  private static final List<String> SERVER_OWNED =
      List.of("tenant", "next_run_at", "last_run_at", "last_task_id", "created_at", "updated_at");

  private static final Set<String> KNOWN =
      new LinkedHashSet<>(
          Stream.of(List.of("schedule_id"), OF_SCHEDULE, TimingInput.MEMBERS, OF_TASK, SERVER_OWNED)
              .flatMap(List::stream)
              .toList());

  /** Reads a new schedule; what is wrong becomes faults. */
  static ScheduleInput ofNew(JsonNode node, Faults faults, Creator creator) {
    JsonFields fields = JsonFields.of(node, "", faults);
    if (!fields.given("name")) {
      fields.fault("name", "required: a name that no other schedule has");
    }
    TaskInput task = TaskInput.ofNew(partOfTask(node), "", faults, creator);
    TimingInput timing = TimingInput.read(fields);
    if (!timing.faulty() && timing.cron() == null && timing.interval() == null) {
      fields.fault("cron", "either cron or interval is required");
    }
    return read(fields, timing, task);
  }

  /** Reads the changes of a schedule; what is wrong becomes faults. */
  static ScheduleInput ofChange(JsonNode node, UUID id, Faults faults, Owner owner) {
    JsonFields fields = JsonFields.of(node, "", faults);
    if (fields.has("name") && !fields.given("name")) {
      fields.fault("name", "a schedule always has a name");
    }
    if (fields.given("schedule_id")
        && !id.toString().equalsIgnoreCase(fields.node("schedule_id").asText())) {
      fields.fault(
          "schedule_id", "is not the id of the schedule that is updated; an id never changes");
    }
    TaskInput task = TaskInput.ofChange(partOfTask(node), id, faults, owner);
    return read(fields, TimingInput.read(fields), task);
  }

  private static ScheduleInput read(JsonFields fields, TimingInput timing, TaskInput task) {
    fields.only(KNOWN);
    if (fields.given("tags") && fields.node("tags").size() > MAX_TAGS) {
      fields.fault("tags", "at most " + MAX_TAGS + ": each task gets two more");
    }
    String name = fields.text("name", MAX_NAME);
    if (name != null && name.isBlank()) {
      fields.fault("name", "a name of 1 to " + MAX_NAME + " characters is expected");
    }
    return new ScheduleInput(
        Set.copyOf(KNOWN.stream().filter(fields::has).toList()),
        name,
        timing,
        misfire(fields),
        fields.integer("max_misfires", 1, MAX_MISFIRES),
        fields.bool("paused"),
        task);
  }

  /** Only what the two have in common. Unlike a task, a schedule may leave these two open. */
  private static ObjectNode partOfTask(JsonNode node) {
    ObjectNode part = ((ObjectNode) node).deepCopy().retain(OF_TASK);
    for (String member : List.of("priority", "max_attempts")) {
      if (part.path(member).isNull()) {
        part.remove(member);
      }
    }
    return part;
  }

  private static Misfire misfire(JsonFields fields) {
    if (!fields.given("misfire")) {
      return null;
    }
    Misfire misfire = Misfire.of(fields.node("misfire").asText()).orElse(null);
    if (misfire == null) {
      fields.fault("misfire", "one of skip, once, all is expected");
    }
    return misfire;
  }

  Misfire misfireOrDefault() {
    return misfire == null ? Misfire.ONCE : misfire;
  }

  int maxMisfiresOrDefault() {
    return maxMisfires == null ? DEFAULT_MISFIRES : maxMisfires;
  }

  /** True if the member was sent, also as null. */
  boolean has(String member) {
    return present.contains(member);
  }
}
