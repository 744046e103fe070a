package org.taskyard.database.entities;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaQuery;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.queries.SQLCall;
import org.eclipse.persistence.sessions.DatabaseRecord;

/**
 * SQL around a query, for what Criteria cannot say. JPA does not tell the SQL of a query;
 * EclipseLink does, with the values bound in their order.
 */
public final class AroundQuery {

  private AroundQuery() {}

  /** How many rows the query finds, counted up to that number; to be run by the caller. */
  public static Query count(TypedQuery<?> query, int most, EntityManager database) {
    return of("SELECT count(*) FROM (", query, " LIMIT " + most + ") AS counted", database);
  }

  /** The query with a text before and one behind. */
  public static Query of(
      String before, TypedQuery<?> query, String behind, EntityManager database) {
    DatabaseQuery translated = query.unwrap(JpaQuery.class).getDatabaseQuery();
    AbstractSession session = database.unwrap(AbstractSession.class);
    translated.prepareCall(session, new DatabaseRecord());
    DatabaseCall call = (DatabaseCall) ((SQLCall) translated.getCall()).clone();
    call.translate(new DatabaseRecord(), null, session);
    Query around = database.createNativeQuery(before + call.getSQLString() + behind);
    List<?> values = call.getParameters();
    for (int i = 0; i < values.size(); i++) {
      around.setParameter(i + 1, values.get(i));
    }
    return around;
  }
}
