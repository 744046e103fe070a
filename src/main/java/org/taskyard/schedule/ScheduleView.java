package org.taskyard.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.json.Json;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;

/**
 * A schedule as callers see it. Raw fields hold JSON as text.
 *
 * @param interval as ISO 8601, null for a schedule by cron
 * @param tenant absent for the installation
 * @param nextRunAt the first due time that is still to come, or held up by a pause; null if none is
 * @param lastRunAt the last due time for which there was a task, {@code lastTaskId}
 */
public record ScheduleView(
    UUID scheduleId,
    String name,
    String cron,
    String interval,
    String timeZone,
    Instant startsAt,
    Instant endsAt,
    String misfire,
    int maxMisfires,
    boolean paused,
    String handler,
    @JsonInclude(JsonInclude.Include.NON_NULL) String tenant,
    String userId,
    String entityId,
    @JsonRawValue String request,
    int priority,
    Integer maxAttempts,
    @JsonRawValue String tags,
    Instant nextRunAt,
    Instant lastRunAt,
    UUID lastTaskId,
    Instant createdAt,
    Instant updatedAt) {

  static ScheduleView of(Schedule schedule) {
    return new ScheduleView(
        schedule.scheduleId,
        schedule.name,
        schedule.cron,
        schedule.intervalSeconds == null
            ? null
            : Duration.ofSeconds(schedule.intervalSeconds).toString(),
        schedule.timeZone,
        schedule.startsAt,
        schedule.endsAt,
        schedule.misfire,
        schedule.maxMisfires,
        schedule.paused,
        schedule.handler,
        Owner.shown(schedule.tenant),
        schedule.userId,
        schedule.entityId,
        schedule.requestText == null ? schedule.request : Json.quoted(schedule.requestText),
        schedule.priority,
        schedule.maxAttempts,
        schedule.tags == null ? "[]" : schedule.tags,
        schedule.nextRunAt,
        schedule.lastRunAt,
        schedule.lastTaskId,
        schedule.createdAt,
        schedule.updatedAt);
  }

  /** As somebody sees it, where this is the stored form. */
  ScheduleView shown(Secrecy secrecy, Sight sight) {
    return new ScheduleView(
        scheduleId,
        name,
        cron,
        interval,
        timeZone,
        startsAt,
        endsAt,
        misfire,
        maxMisfires,
        paused,
        handler,
        tenant,
        userId,
        entityId,
        secrecy.shown(handler, "request", request, sight),
        priority,
        maxAttempts,
        tags,
        nextRunAt,
        lastRunAt,
        lastTaskId,
        createdAt,
        updatedAt);
  }

  /** Where a schedule is viewed. */
  static String path(UUID id) {
    return "/v2/schedule/view/" + id;
  }
}
