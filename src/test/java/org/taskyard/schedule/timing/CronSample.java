package org.taskyard.schedule.timing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Cron a second time, for tests alone: a random expression, and for each of its fields what it
 * means, asked of one moment after the other.
 */
record CronSample(
    String cron, List<Predicate<LocalDateTime>> fields, boolean dayFree, boolean weekdayFree) {

  private record Item(String text, Predicate<LocalDateTime> holds) {}

  private interface Reads {
    int of(LocalDateTime time);
  }

  static CronSample any(Random random) {
    List<Item> items = new ArrayList<>();
    int kind = random.nextInt(3);
    items.add(
        kind == 0
            ? new Item("", t -> t.getSecond() == 0)
            : field(random, 0, 59, LocalDateTime::getSecond));
    items.add(field(random, 0, 59, LocalDateTime::getMinute));
    items.add(field(random, 0, 23, LocalDateTime::getHour));
    items.add(days(random));
    items.add(months(random));
    items.add(weekdays(random));
    items.add(
        kind == 2 ? field(random, 1970, 2199, LocalDateTime::getYear) : new Item("", t -> true));
    String cron =
        String.join(" ", items.stream().map(Item::text).filter(text -> !text.isEmpty()).toList());
    return new CronSample(
        cron,
        items.stream().map(Item::holds).toList(),
        isFree(items.get(3).text),
        isFree(items.get(5).text));
  }

  private static boolean isFree(String text) {
    return List.of("*", "?", "*/1").contains(text);
  }

  boolean onDay(LocalDate date) {
    LocalDateTime time = date.atStartOfDay();
    boolean day = fields.get(3).test(time);
    boolean weekday = fields.get(5).test(time);
    return fields.get(4).test(time)
        && fields.get(6).test(time)
        && (dayFree || weekdayFree ? day && weekday : day || weekday);
  }

  boolean atTime(LocalDateTime time) {
    return fields.get(0).test(time) && fields.get(1).test(time) && fields.get(2).test(time);
  }

  private static Item field(Random random, int least, int most, Reads reads) {
    return random.nextInt(3) == 0
        ? new Item("*", t -> true)
        : list(random, () -> span(random, least, most, reads));
  }

  private static Item list(Random random, java.util.function.Supplier<Item> part) {
    Item all = part.get();
    while (random.nextInt(3) == 0) {
      Item next = part.get();
      all = new Item(all.text + "," + next.text, all.holds.or(next.holds));
    }
    return all;
  }

  private static Item span(Random random, int least, int most, Reads reads) {
    int from = least + random.nextInt(most - least + 1);
    int to = least + random.nextInt(most - least + 1);
    int step = 1 + random.nextInt(Math.min(most, most - least + 1));
    if (most > 2000 && from > to) {
      to = from;
    }
    return switch (random.nextInt(5)) {
      case 0 -> item(from + "-" + to + "/" + step, from, to, step, least, most, reads);
      case 1 -> item(from + "-" + to, from, to, 1, least, most, reads);
      case 2 -> item(from + "/" + step, from, most, step, least, most, reads);
      case 3 -> item("*/" + step, least, most, step, least, most, reads);
      default -> item("" + from, from, from, 1, least, most, reads);
    };
  }

  /** The values of a range, walked as one would by hand. */
  private static Item item(
      String text, int from, int to, int step, int least, int most, Reads reads) {
    List<Integer> round = new ArrayList<>();
    for (int value = from; ; value = value == most ? least : value + 1) {
      round.add(value);
      if (value == to) {
        break;
      }
    }
    List<Integer> values =
        IntStream.range(0, round.size()).filter(i -> i % step == 0).mapToObj(round::get).toList();
    return new Item(text, time -> values.contains(reads.of(time)));
  }

  private static Item days(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Item("*", t -> true);
      case 1 -> new Item("?", t -> true);
      default -> list(random, () -> day(random));
    };
  }

  private static Item day(Random random) {
    int n = 1 + random.nextInt(30);
    return switch (random.nextInt(6)) {
      case 0 -> new Item("L", t -> t.getDayOfMonth() == last(t));
      case 1 -> new Item("l-" + n, t -> t.getDayOfMonth() == last(t) - n);
      case 2 -> new Item("LW", t -> t.toLocalDate().equals(nearest(t, last(t))));
      case 3 -> new Item(n + "W", t -> t.toLocalDate().equals(nearest(t, n)));
      default -> span(random, 1, 31, LocalDateTime::getDayOfMonth);
    };
  }

  private static int last(LocalDateTime time) {
    return time.toLocalDate().lengthOfMonth();
  }

  /** Of all days from Monday to Friday of the month; null if it has no such day to be near to. */
  private static LocalDate nearest(LocalDateTime time, int day) {
    LocalDate first = time.toLocalDate().withDayOfMonth(1);
    return day > first.lengthOfMonth()
        ? null
        : first
            .datesUntil(first.plusMonths(1))
            .filter(date -> date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
            .min(
                Comparator.comparing(
                    date -> Math.abs(ChronoUnit.DAYS.between(date, first.withDayOfMonth(day)))))
            .orElseThrow();
  }

  private static Item months(Random random) {
    if (random.nextInt(4) == 0) {
      String from = Month.of(1 + random.nextInt(12)).toString();
      String to = Month.of(1 + random.nextInt(12)).toString();
      int first = Month.valueOf(from).getValue();
      int last = Month.valueOf(to).getValue();
      String text =
          from.substring(0, 3)
              + "-"
              + to.substring(0, 2)
              + to.substring(2, 3).toLowerCase(java.util.Locale.ROOT);
      return item(text, first, last, 1, 1, 12, LocalDateTime::getMonthValue);
    }
    return field(random, 1, 12, LocalDateTime::getMonthValue);
  }

  private static Item weekdays(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> new Item("*", t -> true);
      case 1 -> new Item("?", t -> true);
      default -> list(random, () -> weekday(random));
    };
  }

  private static Item weekday(Random random) {
    DayOfWeek of = DayOfWeek.of(1 + random.nextInt(7));
    DayOfWeek to = DayOfWeek.of(1 + random.nextInt(7));
    String name = random.nextBoolean() ? of.toString().substring(0, 3) : "" + of.getValue();
    int nth = 1 + random.nextInt(5);
    return switch (random.nextInt(6)) {
      case 0 ->
          new Item(
              name + "L",
              t -> t.toLocalDate().equals(t.toLocalDate().with(TemporalAdjusters.lastInMonth(of))));
      case 1 ->
          new Item(
              name + "#" + nth,
              t -> t.getDayOfWeek() == of && (t.getDayOfMonth() - 1) / 7 + 1 == nth);
      case 2 -> new Item("L", t -> t.getDayOfWeek() == DayOfWeek.SATURDAY);
      case 3 ->
          item(
              of.toString().substring(0, 3) + "-" + to.toString().substring(0, 3),
              of.getValue(),
              to.getValue(),
              1,
              1,
              7,
              t -> t.getDayOfWeek().getValue());
      case 4 -> item(name, of.getValue(), of.getValue(), 1, 1, 7, t -> t.getDayOfWeek().getValue());
      default -> item("*/" + nth, 0, 6, nth, 0, 6, t -> t.getDayOfWeek().getValue() % 7);
    };
  }
}
