package org.taskyard.database.entities;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaQuery;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.sessions.DatabaseRecord;

/** How many rows PostgreSQL's planner expects of a query: takes about a millisecond. */
public final class ExpectedRows {

  /** Of the plan as a whole: parts of it come after it. */
  private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

  private ExpectedRows() {}

  /** Their number. */
  public static long of(TypedQuery<?> query, EntityManager database) {
    String plan = explained(query, database).getSingleResult().toString();
    Matcher rows = ROWS.matcher(plan);
    if (!rows.find()) {
      throw new IllegalStateException("EXPLAIN (FORMAT JSON) has answered " + plan);
    }
    return Long.parseLong(rows.group(1));
  }

  /**
   * JPA does not tell the SQL of a query; EclipseLink does, with the values bound in their order.
   */
  private static Query explained(TypedQuery<?> query, EntityManager database) {
    DatabaseQuery translated = query.unwrap(JpaQuery.class).getDatabaseQuery();
    AbstractSession session = database.unwrap(AbstractSession.class);
    translated.prepareCall(session, new DatabaseRecord());
    DatabaseCall call =
        (DatabaseCall) ((org.eclipse.persistence.queries.SQLCall) translated.getCall()).clone();
    call.translate(new DatabaseRecord(), null, session);
    Query explain = database.createNativeQuery("EXPLAIN (FORMAT JSON) " + call.getSQLString());
    List<?> values = call.getParameters();
    for (int i = 0; i < values.size(); i++) {
      explain.setParameter(i + 1, values.get(i));
    }
    return explain;
  }
}
