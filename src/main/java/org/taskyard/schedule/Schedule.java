package org.taskyard.schedule;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.taskyard.platform.JsonText;
import org.taskyard.platform.NullableUuid;
import org.taskyard.schedule.timing.Misfire;
import org.taskyard.schedule.timing.Timing;
import org.taskyard.task.TaskInput;

/** A task that is made again and again. The columns are explained in V045__create_schedule.sql. */
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

  protected Schedule() {
    // for JPA
  }

  Schedule(UUID scheduleId, Instant now) {
    this.scheduleId = scheduleId;
    this.createdAt = now;
  }

  /** When it is due, by what it holds. */
  Timing timing() {
    Timing rhythm =
        cron == null
            ? Timing.every(intervalSeconds, anchorAt)
            : Timing.cron(cron, ZoneId.of(timeZone));
    return rhythm.between(startsAt, endsAt);
  }

  /** The policy for due times that are missed. */
  Misfire policy() {
    return Misfire.of(misfire).orElseThrow();
  }

  JsonText request() {
    return request == null ? null : new JsonText(request, requestText);
  }

  /** Begins anew from a moment on, after a change of when it is due. */
  void begin(Instant now) {
    Instant first = startsAt == null ? now : startsAt;
    Instant second = first.truncatedTo(ChronoUnit.SECONDS);
    anchorAt = second.equals(first) ? first : second.plusSeconds(1);
    if (startsAt == null && intervalSeconds != null) {
      // not at once: one interval from now
      anchorAt = anchorAt.plusSeconds(intervalSeconds);
    }
    nextRunAt = timing().after(now).orElse(null);
  }
}
