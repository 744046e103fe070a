package org.taskyard.schedule.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** When a schedule is due: at whole seconds, and never twice within one. */
public final class Timing {

  /** Years behind it have no place in RFC 3339. */
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

  /** Steps from one due time to the next one. */
  private interface Rhythm {
    Optional<Instant> after(Instant moment);
  }

  private final Rhythm rhythm;
  private final Supplier<String> words;
  private final Instant startsAt;
  private final Instant endsAt;

  private Timing(Rhythm rhythm, Supplier<String> words, Instant startsAt, Instant endsAt) {
    this.rhythm = rhythm;
    this.words = words;
    this.startsAt = startsAt;
    this.endsAt = endsAt;
  }

  /**
   * By a cron expression.
   *
   * @throws IllegalArgumentException with a sentence for the caller if it is none
   */
  public static Timing cron(String cron, ZoneId zone) {
    CronPattern pattern = CronPattern.of(cron);
    ZonedCron zoned = new ZonedCron(pattern, zone);
    return new Timing(zoned::after, () -> CronWords.of(pattern), null, null);
  }

  /**
   * At equal distances.
   *
   * @param seconds at least one
   * @param anchor the first due time, unless it is over; whole seconds
   */
  public static Timing every(long seconds, Instant anchor) {
    return new Timing(
        moment -> Optional.of(step(seconds, anchor, moment)),
        () -> "every " + span(seconds),
        null,
        null);
  }

  /** "15 minutes", "1 day 30 seconds". */
  private static String span(long seconds) {
    Duration span = Duration.ofSeconds(seconds);
    List<String> parts = new ArrayList<>();
    add(parts, span.toDaysPart(), "day");
    add(parts, span.toHoursPart(), "hour");
    add(parts, span.toMinutesPart(), "minute");
    add(parts, span.toSecondsPart(), "second");
    return String.join(" ", parts);
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit + (count == 1 ? "" : "s"));
    }
  }

  private static Instant step(long seconds, Instant anchor, Instant moment) {
    if (moment.isBefore(anchor)) {
      return anchor;
    }
    long steps = anchor.until(moment, ChronoUnit.SECONDS) / seconds + 1;
    return anchor.plusSeconds(steps * seconds);
  }

  /** The same, between two moments that may be due themselves; null is no bound. */
  public Timing between(Instant start, Instant end) {
    return new Timing(rhythm, words, start, end);
  }

  /** The rhythm in English, without time zone, start and end: "at 02:30 on Monday to Friday". */
  public String words() {
    return words.get();
  }

  /** The first due time behind a moment; empty if none comes. */
  public Optional<Instant> after(Instant moment) {
    boolean early = startsAt != null && moment.isBefore(startsAt);
    return rhythm
        .after(early ? startsAt.minusNanos(1) : moment)
        .filter(due -> !due.isAfter(endsAt == null ? END : endsAt));
  }

  /** The next due times, a moment that is due itself included. */
  public List<Instant> from(Instant moment, int most) {
    List<Instant> due = new ArrayList<>();
    Optional<Instant> next = after(moment.minusNanos(1));
    while (next.isPresent() && due.size() < most) {
      due.add(next.get());
      next = after(next.get());
    }
    return due;
  }

  /**
   * The last due time before a bound. Searched by halves, as stepping through all that lie between
   * could take for ever.
   *
   * @param known a due time before the bound
   */
  Instant lastBefore(Instant known, Instant bound) {
    // from no later moment than "low" is the next due time before the bound, from "high" it is not
    Instant low = known.minusSeconds(1);
    long span = low.until(bound, ChronoUnit.SECONDS) + 1;
    long least = 0;
    while (span - least > 1) {
      long middle = (least + span) / 2;
      Optional<Instant> next = after(low.plusSeconds(middle));
      if (next.isPresent() && next.get().isBefore(bound)) {
        least = middle;
      } else {
        span = middle;
      }
    }
    return least == 0 ? known : after(low.plusSeconds(least)).orElse(known);
  }
}
