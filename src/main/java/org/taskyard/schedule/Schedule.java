package org.taskyard.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.NullableUuid;
import org.taskyard.json.Json;
import org.taskyard.json.JsonText;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.schedule.timing.Misfire;
import org.taskyard.schedule.timing.TimeZones;
import org.taskyard.schedule.timing.Timing;
import org.taskyard.secrecy.Sealing;
import org.taskyard.task.TaskInput;

/**
 * A task that is made again and again. The columns are explained in V011__schedules.sql. Fields are
 * written in here only: EclipseLink does not notice what others write.
 */
@Entity
@Table(name = "schedule")
public class Schedule {

  @Id
  @Column(name = "schedule_id")
  UUID scheduleId;

  String name;
  String cron;

  @Column(name = "interval_seconds")
  Long intervalSeconds;

  @Column(name = "time_zone")
  String timeZone = "UTC";

  String misfire = Misfire.ONCE.text();

  @Column(name = "max_misfires")
  int maxMisfires = ScheduleInput.DEFAULT_MISFIRES;

  boolean paused;
  String handler;

  @Column(updatable = false)
  String tenant;

  @Column(name = "user_id")
  String userId;

  @Column(name = "entity_id")
  String entityId;

  String request;

  @Column(name = "request_text")
  String requestText;

  int priority = TaskInput.DEFAULT_PRIORITY;

  @Column(name = "max_attempts")
  Integer maxAttempts;

  String tags;

  @Column(name = "starts_at")
  Instant startsAt;

  @Column(name = "ends_at")
  Instant endsAt;

  @Column(name = "anchor_at")
  Instant anchorAt;

  @Column(name = "next_run_at")
  Instant nextRunAt;

  @Column(name = "last_run_at")
  Instant lastRunAt;

  @Convert(converter = NullableUuid.class)
  @Column(name = "last_task_id")
  UUID lastTaskId;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "updated_at")
  Instant updatedAt;

  /** The user whose tasks the runs of its tasks may read and create; null for everybody's. */
  @Column(name = "acts_for")
  private String actsFor;

  protected Schedule() {
    // for JPA
  }

  Schedule(UUID scheduleId, String tenant, Instant now) {
    this.scheduleId = scheduleId;
    this.tenant = tenant;
    createdAt = now;
    updatedAt = now;
  }

  /**
   * Takes over what a client may change; members that are absent stay, and null is the default of
   * those that have one. If that changes the rhythm, it begins anew from {@code now} on; if it
   * changes nothing, not even {@code updated_at} does.
   *
   * @throws InvalidInput if it would be due at no time at all
   */
  void change(ScheduleInput change, Instant now) {
    JsonNode before = shown();
    name = change.has("name") ? change.name() : name;
    paused = change.has("paused") ? Boolean.TRUE.equals(change.paused()) : paused;
    misfire = change.has("misfire") ? change.misfireOrDefault().text() : misfire;
    maxMisfires = change.has("max_misfires") ? change.maxMisfiresOrDefault() : maxMisfires;
    changeTask(change, change.task());
    changeTiming(change.timing(), now);
    updatedAt = before.equals(shown()) ? updatedAt : now;
  }

  private JsonNode shown() {
    return Json.stored(Json.write(ScheduleView.of(this)));
  }

  private void changeTask(ScheduleInput change, TaskInput task) {
    actsFor = task.origin().owner().isOneUser() ? task.origin().owner().user() : actsFor;
    handler = change.has("handler") ? task.handler() : handler;
    userId = change.has("user_id") ? task.about().userId() : userId;
    entityId = change.has("entity_id") ? task.about().entityId() : entityId;
    maxAttempts = change.has("max_attempts") ? task.plan().maxAttempts() : maxAttempts;
    tags = change.has("tags") ? task.about().tags() : tags;
    priority = change.has("priority") ? task.plan().priorityOrDefault() : priority;
    if (change.has("request")) {
      request = JsonText.jsonOf(task.payload().request());
      requestText = JsonText.textOf(task.payload().request());
    }
  }

  /** Takes over when it is due; cron takes the place of an interval, and the other way round. */
  void changeTiming(TimingInput change, Instant now) {
    List<?> before = rhythm();
    Instant endBefore = endsAt;
    cron = change.has("cron") || change.interval() != null ? change.cron() : cron;
    intervalSeconds =
        change.has("interval") || change.cron() != null ? change.interval() : intervalSeconds;
    if (change.has("time_zone")) {
      timeZone = change.timeZone() == null ? "UTC" : change.timeZone();
    }
    startsAt = change.has("starts_at") ? change.startsAt() : startsAt;
    endsAt = change.has("ends_at") ? change.endsAt() : endsAt;
    if (cron == null && intervalSeconds == null) {
      throw new InvalidInput("/cron", "either cron or interval is required");
    }
    if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
      throw new InvalidInput("/ends_at", "the end is before the start");
    }
    if (!before.equals(rhythm())) {
      begin(now);
    } else if (!Objects.equals(endBefore, endsAt)) {
      end(now);
    }
  }

  /** Intervals know no clocks, and an end moves no due time. */
  private List<?> rhythm() {
    return Arrays.asList(cron, intervalSeconds, cron == null ? null : timeZone, startsAt);
  }

  /** The due time that comes next stays, if it is not behind the new end. */
  private void end(Instant now) {
    if (nextRunAt == null) {
      nextRunAt = timing().after(now).orElse(null);
    } else if (endsAt != null && nextRunAt.isAfter(endsAt)) {
      nextRunAt = null;
    }
  }

  /** When it is due, by what it holds. */
  Timing timing() {
    Timing rhythm =
        cron == null ? Timing.every(intervalSeconds, anchorAt) : Timing.cron(cron, zone());
    return rhythm.between(startsAt, endsAt);
  }

  ZoneId zone() {
    return TimeZones.of(timeZone).orElseThrow();
  }

  /** The policy for due times that are missed. */
  Misfire policy() {
    return Misfire.of(misfire).orElseThrow();
  }

  /** With whose rights its tasks run. */
  Owner actsFor() {
    return Owner.of(tenant, actsFor);
  }

  JsonText request() {
    return JsonText.stored(request, requestText);
  }

  /** What its handler has encrypted is so from now on. */
  void seal(Sealing sealing) {
    JsonText stored = sealing.seal(handler, "request", request());
    request = JsonText.jsonOf(stored);
    requestText = JsonText.textOf(stored);
  }

  private void begin(Instant now) {
    Instant first = startsAt == null ? now : startsAt;
    Instant second = first.truncatedTo(ChronoUnit.SECONDS);
    anchorAt = second.equals(first) ? first : second.plusSeconds(1);
    if (startsAt == null && intervalSeconds != null) {
      // not at once: one interval from now
      anchorAt = anchorAt.plusSeconds(intervalSeconds);
    }
    nextRunAt = timing().after(now).orElse(null);
  }

  /** All due times before {@code next}, null if none comes any more, have been dealt with. */
  void moveOn(Instant next) {
    nextRunAt = next;
  }

  /** There is a task for a due time. */
  void ran(Instant due, UUID task) {
    lastRunAt = due;
    lastTaskId = task;
  }
}
