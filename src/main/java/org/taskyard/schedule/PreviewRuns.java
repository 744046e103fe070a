package org.taskyard.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.taskyard.access.Owner;
import org.taskyard.database.ServiceClock;
import org.taskyard.json.JsonFields;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.schedule.timing.Timing;

/** Tells when a schedule would be due, whether it is stored or only thought of. Changes nothing. */
@Stateless
public class PreviewRuns {

  private static final int RUNS = 10;
  private static final Set<String> KNOWN =
      new LinkedHashSet<>(
          Stream.concat(Stream.of("schedule_id", "from"), TimingInput.MEMBERS.stream()).toList());

  @Inject private EntityManager database;

  /**
   * The next due times, by the time zone of the schedule.
   *
   * @param description the rhythm in English, as it was understood
   */
  public record Preview(String description, String timeZone, List<Run> runs) {}

  /**
   * A due time.
   *
   * @param local the same moment as clocks in the time zone show it, with their offset
   */
  public record Run(Instant runAt, String local) {}

  /**
   * The next ten due times from a moment on, now unless told.
   *
   * @param body a stored schedule, or a rhythm, or both to see what a change would do
   * @param owner whose schedules the caller sees
   * @throws InvalidInput with every fault of the body
   */
  public Preview preview(JsonNode body, Owner owner) {
    Faults faults = new Faults();
    JsonFields fields = JsonFields.of(body, "", faults);
    fields.only(KNOWN);
    UUID id = fields.uuid("schedule_id");
    TimingInput timing = TimingInput.read(fields);
    Instant from = fields.moment("from");
    Schedule stored = id == null ? null : database.find(Schedule.class, id);
    if (id != null && (stored == null || !owner.owns(stored.tenant, stored.userId))) {
      fields.fault("schedule_id", "no schedule has this id");
    }
    faults.refuse();
    Instant start = from == null ? ServiceClock.now(database) : from;
    return preview(stored, timing, start);
  }

  private Preview preview(Schedule stored, TimingInput timing, Instant from) {
    Schedule schedule = stored == null ? new Schedule(null, Owner.NO_TENANT, from) : stored;
    if (stored != null) {
      database.detach(stored);
    }
    schedule.changeTiming(timing, from);
    ZoneId zone = schedule.zone();
    Timing due = schedule.timing();
    List<Run> runs = due.from(from, RUNS).stream().map(run -> run(run, zone)).toList();
    // intervals know no clocks
    String inZone = schedule.cron == null ? "" : ", " + schedule.timeZone;
    return new Preview(due.words() + inZone, schedule.timeZone, runs);
  }

  private static Run run(Instant at, ZoneId zone) {
    return new Run(at, at.atZone(zone).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
  }
}
