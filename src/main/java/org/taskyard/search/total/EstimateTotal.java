package org.taskyard.search.total;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import java.util.List;
import java.util.UUID;
import org.eclipse.persistence.internal.databaseaccess.DatabaseCall;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.jpa.JpaQuery;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.sessions.DatabaseRecord;
import org.taskyard.json.Json;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.search.request.TaskRow;
import org.taskyard.task.Task_;

/**
 * Says about how many tasks a search finds, when counting them would take too long: what
 * PostgreSQL's planner expects of the very same query. Takes about a millisecond whatever the size
 * of the tables.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EstimateTotal {

  @Inject private EntityManager database;

  /** The number of rows that the planner expects. */
  public long estimate(SearchRequest request) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<UUID> query = criteria.createQuery(UUID.class);
    TaskRow from = TaskRow.of(criteria, query);
    query.select(from.task().get(Task_.taskId)).where(request.found(from));
    Query explain = explained(database.createQuery(query));
    try {
      return Json.read(explain.getSingleResult().toString()).at("/0/Plan/Plan Rows").asLong();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("EXPLAIN (FORMAT JSON) has not answered JSON", impossible);
    }
  }

  /**
   * JPA does not tell the SQL of a query; EclipseLink does, with the values bound in their order.
   */
  private Query explained(TypedQuery<UUID> query) {
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
