package org.taskyard.schedule.timing;

import java.util.List;
import java.util.Locale;

/** The fields of a cron expression, in their order: names, bounds, and what is written in them. */
enum CronField {
  SECOND("second", 0, 59, "0-59"),
  MINUTE("minute", 0, 59, "0-59"),
  HOUR("hour", 0, 23, "0-23"),
  DAY("day of the month", 1, 31, "1-31, L for the last day, L-3, LW, 15W, ?"),
  MONTH("month", 1, 12, "1-12, or JAN-DEC"),
  WEEKDAY(
      "day of the week",
      0,
      7,
      "0-7 with 0 and 7 for Sunday, or SUN-SAT, 5L or FRIL for the last Friday, FRI#2, L, ?"),
  YEAR("year", 1970, 2199, "1970-2199");

  static final List<String> WEEKDAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");

  final String title;
  final int least;
  final int most;
  private final String allowed;

  CronField(String title, int least, int most, String allowed) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.allowed = allowed;
  }

  /** True for the two fields in which {@code ?} may stand, and the rules for days. */
  boolean isDay() {
    return this == DAY || this == WEEKDAY;
  }

  /** How many different values there are; Sunday has two numbers. */
  int size() {
    return this == WEEKDAY ? 7 : most - least + 1;
  }

  /**
   * The number of a value, which is a number or the first three letters of a name, in upper case.
   *
   * @throws IllegalArgumentException if the field has no such value
   */
  int number(String value) {
    if (Character.isDigit(value.charAt(0))) {
      int number = Integer.parseInt(value);
      if (number < least || number > most) {
        throw fault();
      }
      return number;
    }
    List<String> names = this == MONTH ? MONTHS : this == WEEKDAY ? WEEKDAYS : List.of();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).substring(0, 3).toUpperCase(Locale.ROOT).equals(value)) {
        return least + i;
      }
    }
    throw fault();
  }

  /** The refusal of what stands in this field. */
  IllegalArgumentException fault() {
    return new IllegalArgumentException(
        "the "
            + title
            + " is not understood: "
            + allowed
            + ", * for every one, lists by comma, ranges by -, steps from 1 to "
            + Math.min(most, size())
            + " by /");
  }
}
