package org.taskyard.schedule.timing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;

/**
 * A cron expression in a time zone. What a change of the clock means depends on what the expression
 * is about (docs/schedules.md):
 *
 * <ul>
 *   <li>Times of the day (the hour is not {@code *}): each happens once. One that the clock leaves
 *       out happens at the moment the clock is put forward; one that the clock shows twice, the
 *       first time.
 *   <li>Minutes of every hour (the hour is {@code *}): whenever the clock shows them, so that the
 *       pace is kept.
 * </ul>
 */
record ZonedCron(CronPattern pattern, ZoneId zone) {

  /** The first due time behind a moment; empty if there is none. */
  Optional<Instant> after(Instant moment) {
    Instant second = moment.truncatedTo(ChronoUnit.SECONDS);
    return pattern.everyHour() ? afterByPace(second) : afterByDay(second);
  }

  /** Between two changes of the clock, moments and local times go hand in hand. */
  private Optional<Instant> afterByPace(Instant moment) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(moment);
    LocalDateTime behind = LocalDateTime.ofInstant(moment, offset);
    ZoneOffsetTransition change = rules.nextTransition(moment);
    for (boolean over = false; ; ) {
      Optional<LocalDateTime> match = pattern.after(behind);
      Optional<Instant> due = Optional.empty();
      if (match.isPresent()) {
        due = Optional.of(match.get().toInstant(offset));
      } else if (over) {
        return due;
      }
      if (change == null || (match.isPresent() && due.get().isBefore(change.getInstant()))) {
        return due;
      }
      // the last match may still come a second time, with the next change
      over = match.isEmpty();
      // by then the clock has been changed: the same again by what it shows from there on
      offset = change.getOffsetAfter();
      behind = change.getDateTimeAfter().minusSeconds(1);
      change = rules.nextTransition(change.getInstant());
    }
  }

  /** Local times in their order, each at its moment; those that have had theirs are passed over. */
  private Optional<Instant> afterByDay(Instant moment) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change != null && change.isOverlap() && !moment.isBefore(change.getInstant())) {
      // the clock shows for the second time what it has shown already
      local = change.getDateTimeBefore().minusSeconds(1);
    }
    return pattern.after(local).map(this::momentOf);
  }

  private Instant momentOf(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    return change != null && change.isGap()
        ? change.getInstant()
        : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
