package org.taskyard.platform;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.PostgreSQLPlatform;

/**
 * PostgreSQL as EclipseLink knows it, but that moments are read as OffsetDateTime:
 * java.sql.Timestamp has no exact one before 15 October 1582 ({@link InstantConverter}). Named in
 * persistence.xml.
 */
public class ExactMoments extends PostgreSQLPlatform {

  private static final long serialVersionUID = 1L;

  @Override
  public Object getObjectFromResultSet(ResultSet row, int column, int type, AbstractSession session)
      throws SQLException {
    // the driver's name for timestamptz; there are no moments without time zone
    return type == Types.TIMESTAMP
        ? row.getObject(column, OffsetDateTime.class)
        : super.getObjectFromResultSet(row, column, type, session);
  }
}
