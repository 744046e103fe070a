package org.taskyard.schedule.timing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.BitSet;
import java.util.List;

/** What stands between two commas of a field. */
sealed interface CronPart {

  /**
   * Every {@code step}-th value of a range. Where {@code from} is greater than {@code to}, the
   * range goes on with the field's first value.
   */
  record Span(CronField field, int from, int to, int step) implements CronPart {

    void addTo(BitSet values) {
      int size = field.size();
      int end = from <= to ? to : to + size;
      for (int value = from; value <= end; value += step) {
        values.set(field.least + (value - field.least) % size);
      }
    }
  }

  /** Days that differ from month to month. */
  sealed interface DayRule extends CronPart {

    /** The day of the month, or 0 if this month has none. */
    int in(YearMonth month);

    /** In English, behind "on". */
    String words();
  }

  /** {@code L} and {@code L-n}: the last day of the month, or so many days before it. */
  record LastDay(int before) implements DayRule {

    @Override
    public int in(YearMonth month) {
      return Math.max(0, month.lengthOfMonth() - before);
    }

    @Override
    public String words() {
      return before == 0
          ? "the last day of the month"
          : "the day "
              + before
              + (before == 1 ? " day" : " days")
              + " before the last day of the month";
    }
  }

  /** {@code LW}: the last day of the month that is no Saturday or Sunday. */
  record LastWorkday() implements DayRule {

    @Override
    public int in(YearMonth month) {
      int last = month.lengthOfMonth();
      return last - Math.max(0, month.atDay(last).getDayOfWeek().getValue() - 5);
    }

    @Override
    public String words() {
      return "the last day from Monday to Friday of the month";
    }
  }

  /**
   * {@code nW}: the day from Monday to Friday that is nearest to the n-th and in the same month, as
   * Quartz has it. A month without an n-th day has none.
   */
  record NearestWorkday(int day) implements DayRule {

    @Override
    public int in(YearMonth month) {
      if (day > month.lengthOfMonth()) {
        return 0;
      }
      DayOfWeek weekday = month.atDay(day).getDayOfWeek();
      if (weekday == DayOfWeek.SATURDAY) {
        return day == 1 ? 3 : day - 1;
      }
      if (weekday == DayOfWeek.SUNDAY) {
        return day == month.lengthOfMonth() ? day - 2 : day + 1;
      }
      return day;
    }

    @Override
    public String words() {
      return "the day from Monday to Friday nearest to day " + day + " of the month";
    }
  }

  /** {@code nL}: the last such day of the week in the month. Sunday is 0. */
  record LastOf(int weekday) implements DayRule {

    @Override
    public int in(YearMonth month) {
      LocalDate last = month.atEndOfMonth();
      return last.getDayOfMonth() - Math.floorMod(sundayIsZero(last) - weekday, 7);
    }

    @Override
    public String words() {
      return "the last " + CronField.WEEKDAYS.get(weekday) + " of the month";
    }
  }

  /** {@code n#k}: the k-th such day of the week in the month; not every month has a fifth. */
  record NthOf(int weekday, int nth) implements DayRule {

    private static final List<String> ORDINALS =
        List.of("first", "second", "third", "fourth", "fifth");

    @Override
    public int in(YearMonth month) {
      int first = 1 + Math.floorMod(weekday - sundayIsZero(month.atDay(1)), 7);
      int day = first + 7 * (nth - 1);
      return day <= month.lengthOfMonth() ? day : 0;
    }

    @Override
    public String words() {
      return "the "
          + ORDINALS.get(nth - 1)
          + " "
          + CronField.WEEKDAYS.get(weekday)
          + " of the month";
    }
  }

  private static int sundayIsZero(LocalDate day) {
    return day.getDayOfWeek().getValue() % 7;
  }
}
