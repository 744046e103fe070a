package org.taskyard.fuzz;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Moments of the years 1 to 9999 in every form that RFC 3339 has for them. */
record Moments(Dice dice) {

  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /** Where calendars, zones and types end or disagree. */
  private static final Instant[] EDGES = {
    Instant.parse("0001-01-01T00:00:00Z"),
    Instant.parse("0100-02-28T23:59:59Z"),
    Instant.parse("1400-02-28T23:30:00Z"),
    Instant.parse("1500-03-01T00:00:00Z"),
    Instant.parse("1582-10-04T23:59:59Z"),
    Instant.parse("1582-10-05T00:00:00Z"),
    Instant.parse("1582-10-14T12:00:00Z"),
    Instant.parse("1582-10-15T00:00:00Z"),
    Instant.parse("1893-03-31T23:30:00Z"),
    Instant.parse("1969-12-31T23:59:59Z"),
    Instant.parse("1970-01-01T00:00:00Z"),
    Instant.parse("2038-01-19T03:14:08Z"),
    Instant.parse("2124-02-29T00:00:00Z"),
    Instant.parse("9999-12-31T00:00:00Z"),
    Instant.parse("9999-12-31T23:59:59Z")
  };

  /**
   * A moment as it may be sent.
   *
   * @param shown what the service makes of it
   */
  record Moment(String sent, Instant shown) {}

  Moment next() {
    Instant second =
        dice.percent(50)
            ? dice.among(EDGES)
            : Instant.ofEpochSecond(FIRST + (long) (dice.random().nextDouble() * (LAST - FIRST)));
    if (dice.percent(25)) {
      Instant day =
          dice.among(EDGES[0], EDGES[EDGES.length - 1], second).truncatedTo(ChronoUnit.DAYS);
      return new Moment(day.toString().substring(0, 10), day);
    }
    StringBuilder digits = new StringBuilder();
    for (int i = dice.among(0, 0, 1, 3, 6, 7, 9, 12, 40); i > 0; i--) {
      digits.append(dice.percent(60) ? 9 : dice.below(10));
    }
    String micros = (digits + "000000").substring(0, 6);
    Instant shown = second.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    String fraction = digits.isEmpty() ? "" : "." + digits;
    return new Moment(local(second, fraction), shown);
  }

  private String local(Instant second, String fraction) {
    int minutes = dice.among(0, 0, 60, -60, 345, -210, 1_439, -1_439);
    LocalDateTime local = second.atOffset(ZoneOffset.UTC).toLocalDateTime().plusMinutes(minutes);
    if (local.getYear() < 1 || local.getYear() > 9999) {
      minutes = 0;
      local = second.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
    int ahead = Math.abs(minutes);
    String offset =
        minutes == 0
            ? dice.among("Z", "z", "+00:00", "-00:00")
            : (minutes < 0 ? "-" : "+") + "%02d:%02d".formatted(ahead / 60, ahead % 60);
    LocalTime time = local.toLocalTime();
    return local.toLocalDate()
        + dice.among("T", "t")
        + "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond())
        + fraction
        + offset;
  }
}
