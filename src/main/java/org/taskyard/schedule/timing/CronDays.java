package org.taskyard.schedule.timing;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.List;

/** The days on which an expression matches, from its fields day, month, day of the week, year. */
final class CronDays {

  private static final int LAST_YEAR = 9999;

  /** After so many years the calendar repeats itself: what has not come by then never will. */
  private static final int CYCLE = 400;

  private final CronTerm day;
  private final CronTerm weekday;
  private final BitSet days;
  private final BitSet weekdays;
  private final BitSet months;
  private final List<CronPart.DayRule> dayRules;
  private final List<CronPart.DayRule> weekRules;

  /** Null if any year will do. */
  private final BitSet years;

  CronDays(CronTerm day, CronTerm month, CronTerm weekday, CronTerm year) {
    this.day = day;
    this.weekday = weekday;
    this.days = day.values();
    this.weekdays = weekday.values();
    this.months = month.values();
    this.dayRules = day.rules();
    this.weekRules = weekday.rules();
    this.years = year.free() ? null : year.values();
  }

  /** The first day that matches from a day on, itself included; null if none does. */
  LocalDate from(LocalDate start) {
    int last = Math.min(LAST_YEAR, start.getYear() + CYCLE);
    for (int year = year(start.getYear()); year >= 0 && year <= last; year = year(year + 1)) {
      int first = year == start.getYear() ? start.getMonthValue() : 1;
      for (int m = months.nextSetBit(first); m >= 0; m = months.nextSetBit(m + 1)) {
        YearMonth month = YearMonth.of(year, m);
        boolean begun = year == start.getYear() && m == start.getMonthValue();
        int found = in(month).nextSetBit(begun ? start.getDayOfMonth() : 1);
        if (found >= 0) {
          return month.atDay(found);
        }
      }
    }
    return null;
  }

  private int year(int from) {
    return years == null ? from : years.nextSetBit(Math.max(0, from));
  }

  /** The days of one month. If both fields restrict, either will do, as in Unix. */
  private BitSet in(YearMonth month) {
    BitSet byDay = new BitSet();
    byDay.or(days);
    mark(dayRules, month, byDay);
    byDay.clear(month.lengthOfMonth() + 1, 32);
    BitSet byWeekday = new BitSet();
    int before = month.atDay(1).getDayOfWeek().getValue() - 1;
    for (int date = 1; date <= month.lengthOfMonth(); date++) {
      byWeekday.set(date, weekdays.get((before + date) % 7));
    }
    mark(weekRules, month, byWeekday);
    if (day.free() || weekday.free()) {
      byDay.and(byWeekday);
    } else {
      byDay.or(byWeekday);
    }
    return byDay;
  }

  private static void mark(List<CronPart.DayRule> rules, YearMonth month, BitSet dates) {
    for (CronPart.DayRule rule : rules) {
      int date = rule.in(month);
      if (date > 0) {
        dates.set(date);
      }
    }
  }
}
