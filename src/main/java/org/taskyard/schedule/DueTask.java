package org.taskyard.schedule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.digest.DerivedId;
import org.taskyard.json.Json;
import org.taskyard.task.TaskInput;

/** The tasks of a schedule. Their tags tell which one made them, and for when. */
final class DueTask {

  private DueTask() {}

  /** The task for a due time: the same id whoever makes it, not to run before it is due. */
  static TaskInput of(Schedule schedule, Instant due) {
    return task(
        schedule, DerivedId.of(due, schedule.scheduleId.toString()), due, schedule.actsFor());
  }

  /**
   * A task beside those that are due.
   *
   * @param owner whose tasks the caller sees that wants it
   */
  static TaskInput extra(Schedule schedule, Owner owner) {
    return task(schedule, null, null, owner.isOneUser() ? owner : schedule.actsFor());
  }

  private static TaskInput task(Schedule schedule, UUID id, Instant due, Owner owner) {
    return new TaskInput(
        Set.of(),
        id,
        schedule.handler,
        null,
        new TaskInput.About(schedule.userId, schedule.entityId, null, tags(schedule, due)),
        new TaskInput.Plan(due, schedule.priority, schedule.maxAttempts),
        new TaskInput.Payload(schedule.request(), null),
        new TaskInput.Origin(null, owner));
  }

  private static String tags(Schedule schedule, Instant due) {
    ArrayNode tags =
        schedule.tags == null
            ? Json.MAPPER.createArrayNode()
            : (ArrayNode) Json.stored(schedule.tags);
    tags.add("schedule:" + schedule.name);
    if (due != null) {
      tags.add("due:" + due);
    }
    return tags.toString();
  }
}
