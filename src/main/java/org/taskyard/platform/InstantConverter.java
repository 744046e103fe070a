package org.taskyard.platform;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Moments as timestamptz. EclipseLink 4 binds its own choice for Instant without a zone;
 * java.sql.Timestamp carries the instant whatever the time zone of the JVM is.
 *
 * <p>The driver reads and writes the date of a Timestamp by the calendar of its time, Julian before
 * 15 October 1582; RFC 3339, Instant and PostgreSQL always by the Gregorian one. Such moments come:
 * the first second of the year 1 is what "no time" looks like in some languages.
 */
@Converter(autoApply = true)
public class InstantConverter implements AttributeConverter<Instant, Timestamp> {

  private static final Instant REFORM = Instant.parse("1582-10-15T00:00:00Z");
  private static final Timestamp AT_REFORM = Timestamp.from(REFORM);

  @Override
  public Timestamp convertToDatabaseColumn(Instant moment) {
    return moment == null ? null : timestamp(moment);
  }

  @Override
  public Instant convertToEntityAttribute(Timestamp column) {
    if (column == null || !column.before(AT_REFORM)) {
      return column == null ? null : column.toInstant();
    }
    Calendar shown = calendar();
    shown.setTimeInMillis(column.getTime());
    return LocalDateTime.of(
            shown.get(Calendar.YEAR),
            shown.get(Calendar.MONTH) + 1,
            shown.get(Calendar.DAY_OF_MONTH),
            shown.get(Calendar.HOUR_OF_DAY),
            shown.get(Calendar.MINUTE),
            shown.get(Calendar.SECOND),
            column.getNanos())
        .toInstant(ZoneOffset.UTC);
  }

  /** What to bind to a statement for this moment. */
  public static Timestamp timestamp(Instant moment) {
    if (!moment.isBefore(REFORM)) {
      return Timestamp.from(moment);
    }
    LocalDateTime shown = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    Calendar calendar = calendar();
    calendar.set(
        shown.getYear(),
        shown.getMonthValue() - 1,
        shown.getDayOfMonth(),
        shown.getHour(),
        shown.getMinute(),
        shown.getSecond());
    Timestamp timestamp = new Timestamp(calendar.getTimeInMillis());
    timestamp.setNanos(shown.getNano());
    return timestamp;
  }

  private static Calendar calendar() {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.clear();
    return calendar;
  }
}
