package org.taskyard.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.taskyard.json.JsonFields;
import org.taskyard.schedule.timing.TimeZones;
import org.taskyard.schedule.timing.Timing;

/**
 * What a client says of when a schedule is due: at create, at update, in a preview.
 *
 * @param present names of the members that were sent
 * @param interval in seconds
 * @param timeZone a name of the IANA database
 * @param faulty true if cron or interval were sent and are not understood
 */
public record TimingInput(
    Set<String> present,
    String cron,
    Long interval,
    String timeZone,
    Instant startsAt,
    Instant endsAt,
    boolean faulty) {

  static final List<String> MEMBERS =
      List.of("cron", "interval", "time_zone", "starts_at", "ends_at");

  private static final int MAX_CRON = 200;
  private static final Duration LONGEST = Duration.ofDays(3_660);

  /** Reads the members; what is wrong becomes faults. */
  static TimingInput read(JsonFields fields) {
    String cron = cron(fields);
    Long interval = interval(fields);
    if (cron != null && interval != null) {
      fields.fault("interval", "either cron or interval, not both");
    }
    Instant startsAt = fields.moment("starts_at");
    Instant endsAt = fields.moment("ends_at");
    if (startsAt != null && endsAt != null && endsAt.isBefore(startsAt)) {
      fields.fault("ends_at", "the end is before the start");
    }
    return new TimingInput(
        Set.copyOf(MEMBERS.stream().filter(fields::has).toList()),
        cron,
        interval,
        zone(fields),
        startsAt,
        endsAt,
        (fields.given("cron") && cron == null) || (fields.given("interval") && interval == null));
  }

  private static String cron(JsonFields fields) {
    String cron = fields.text("cron", MAX_CRON);
    if (cron == null) {
      return null;
    }
    try {
      Timing.cron(cron, ZoneOffset.UTC);
      return cron;
    } catch (IllegalArgumentException notOne) {
      fields.fault("cron", notOne.getMessage());
      return null;
    }
  }

  private static Long interval(JsonFields fields) {
    if (!fields.given("interval")) {
      return null;
    }
    Duration interval = duration(fields.node("interval"));
    if (interval == null
        || interval.getNano() != 0
        || interval.compareTo(Duration.ofSeconds(1)) < 0
        || interval.compareTo(LONGEST) > 0) {
      fields.fault(
          "interval",
          "whole seconds from 1 s to "
              + LONGEST.toDays()
              + " days are expected, as ISO 8601 (PT15M, P1D) or as a number of seconds; for months"
              + " and years use cron");
      return null;
    }
    return interval.toSeconds();
  }

  /** Null if it is none. */
  private static Duration duration(JsonNode node) {
    Long seconds = JsonFields.whole(node);
    if (seconds != null) {
      return Duration.ofSeconds(seconds);
    }
    try {
      return node.isTextual() ? Duration.parse(node.textValue()) : null;
    } catch (DateTimeParseException notOne) {
      return null;
    }
  }

  private static String zone(JsonFields fields) {
    String zone = fields.text("time_zone", 100);
    if (zone != null && TimeZones.of(zone).isEmpty()) {
      fields.fault(
          "time_zone",
          "a name of the IANA time zone database is expected, such as Europe/Berlin or UTC");
      return null;
    }
    return zone;
  }

  /** True if the member was sent, also as null. */
  boolean has(String member) {
    return present.contains(member);
  }
}
