package org.taskyard.database;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Moments as timestamptz, by the Gregorian calendar for all years as PostgreSQL, RFC 3339 and
 * Instant have it, whatever the time zone of the JVM is: bound as text, read as {@link
 * ExactMoments} hands them out.
 *
 * <p>EclipseLink would turn every type that JDBC has for moments into java.sql.Timestamp, whose
 * dates before 15 October 1582 are Julian: it does not know the days from 5 to 14 October 1582, and
 * knows a 29 February 1400.
 */
@Converter(autoApply = true)
public class InstantConverter implements AttributeConverter<Instant, Object> {

  @Override
  public Object convertToDatabaseColumn(Instant moment) {
    return moment == null ? null : text(moment);
  }

  @Override
  public Instant convertToEntityAttribute(Object column) {
    return column == null ? null : moment(column);
  }

  /** What to bind to a statement for this moment. */
  public static String text(Instant moment) {
    String text = moment.toString();
    // years of five digits, which a schedule's next second can be in
    return text.startsWith("+") ? text.substring(1) : text;
  }

  /** The moment that a query without entities has found. */
  public static Instant moment(Object column) {
    return ((OffsetDateTime) column).toInstant();
  }
}
