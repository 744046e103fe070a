package org.taskyard.database.entities;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * PostgreSQL as EclipseLink knows it, but that moments are read as OffsetDateTime:
 * java.sql.Timestamp has no exact one before 15 October 1582 ({@link InstantConverter}). Named in
 * persistence.xml.
 */
public class ExactMoments extends PostgreSQLPlatform {

  private static final long serialVersionUID = 1L;

  /** From then on a Timestamp is exact, and read without reflection by the server's pool. */
  private static final long GREGORIAN = Instant.parse("1600-01-01T00:00:00Z").toEpochMilli();

  @Override
  public Object getObjectFromResultSet(ResultSet row, int column, int type, AbstractSession session)
      throws SQLException {
    // the driver's name for timestamptz; there are no moments without time zone
    if (type != Types.TIMESTAMP) {
      return super.getObjectFromResultSet(row, column, type, session);
    }
    Timestamp moment = row.getTimestamp(column);
    if (moment == null || moment.getTime() >= GREGORIAN) {
      return moment == null ? null : moment.toInstant().atOffset(ZoneOffset.UTC);
    }
    return row.getObject(column, OffsetDateTime.class);
  }
}
