package org.taskyard.schedule.timing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of an expression as it was read. Read whole, or refused: every character of it belongs to
 * the grammar of docs/schedules.md.
 *
 * @param free true if it is {@code *}, {@code *&#47;1} or {@code ?} and restricts nothing
 */
record CronTerm(CronField field, boolean free, List<CronPart> parts) {

  private static final Pattern SPAN =
      Pattern.compile("(?:(\\*)|(\\d{1,4}|[A-Z]{3})(?:-(\\d{1,4}|[A-Z]{3}))?)(?:/(\\d{1,4}))?");
  private static final Pattern LAST_DAY = Pattern.compile("L(?:-(\\d{1,2}))?");
  private static final Pattern NEAREST = Pattern.compile("(\\d{1,2})W");
  private static final Pattern LAST_OF = Pattern.compile("(\\d|[A-Z]{3})L");
  private static final Pattern NTH_OF = Pattern.compile("(\\d|[A-Z]{3})#([1-5])");

  /** The weekday of a bare L, as Quartz has it: the last day of a week that starts on Sunday. */
  private static final CronPart SATURDAY = new CronPart.Span(CronField.WEEKDAY, 6, 6, 1);

  /**
   * Reads a field.
   *
   * @param text in upper case, ASCII
   * @throws IllegalArgumentException with a sentence that names the field and what may stand in it
   */
  static CronTerm read(CronField field, String text) {
    boolean any = text.equals("*") || text.equals("*/1");
    if (any || (text.equals("?") && field.isDay())) {
      return new CronTerm(field, true, List.of(all(field, 1)));
    }
    List<CronPart> parts = new ArrayList<>();
    for (String item : text.split(",", -1)) {
      parts.add(part(field, item));
    }
    return new CronTerm(field, false, List.copyOf(parts));
  }

  private static CronPart part(CronField field, String item) {
    CronPart rule =
        field == CronField.DAY ? dayRule(item) : field == CronField.WEEKDAY ? weekRule(item) : null;
    return rule == null ? span(field, item) : rule;
  }

  private static CronPart dayRule(String item) {
    Matcher last = LAST_DAY.matcher(item);
    if (last.matches()) {
      int before = last.group(1) == null ? 0 : Integer.parseInt(last.group(1));
      if (before > 30 || (before == 0 && last.group(1) != null)) {
        throw CronField.DAY.fault();
      }
      return new CronPart.LastDay(before);
    }
    Matcher nearest = NEAREST.matcher(item);
    if (nearest.matches()) {
      return new CronPart.NearestWorkday(CronField.DAY.number(nearest.group(1)));
    }
    return item.equals("LW") ? new CronPart.LastWorkday() : null;
  }

  private static CronPart weekRule(String item) {
    Matcher last = LAST_OF.matcher(item);
    if (last.matches()) {
      return new CronPart.LastOf(CronField.WEEKDAY.number(last.group(1)) % 7);
    }
    Matcher nth = NTH_OF.matcher(item);
    if (nth.matches()) {
      return new CronPart.NthOf(
          CronField.WEEKDAY.number(nth.group(1)) % 7, Integer.parseInt(nth.group(2)));
    }
    return item.equals("L") ? SATURDAY : null;
  }

  private static CronPart span(CronField field, String item) {
    Matcher span = SPAN.matcher(item);
    if (!span.matches()) {
      throw field.fault();
    }
    int step = span.group(4) == null ? 1 : Integer.parseInt(span.group(4));
    if (step < 1 || step > Math.min(field.most, field.size())) {
      throw field.fault();
    }
    if (span.group(1) != null) {
      return all(field, step);
    }
    int from = field.number(span.group(2));
    boolean open = span.group(3) == null && span.group(4) != null;
    int to = open ? field.most : span.group(3) == null ? from : field.number(span.group(3));
    if (field == CronField.YEAR && from > to) {
      throw field.fault();
    }
    return new CronPart.Span(field, from, to, step);
  }

  private static CronPart.Span all(CronField field, int step) {
    return new CronPart.Span(field, field.least, field.least + field.size() - 1, step);
  }

  /** The values that it names by themselves, without those of rules for days. */
  BitSet values() {
    BitSet values = new BitSet();
    for (CronPart part : parts) {
      if (part instanceof CronPart.Span span) {
        span.addTo(values);
      }
    }
    return values;
  }

  /** The rules for days among its parts. */
  List<CronPart.DayRule> rules() {
    return parts.stream()
        .filter(CronPart.DayRule.class::isInstance)
        .map(CronPart.DayRule.class::cast)
        .toList();
  }
}
