package org.taskyard.operation;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.taskyard.database.entities.AroundQuery;
import org.taskyard.listing.TimeBudget;
import org.taskyard.operation.OperationPreview.LeftOut;
import org.taskyard.operation.OperationPreview.Sample;
import org.taskyard.operation.order.Frozen;
import org.taskyard.search.request.TaskFields;
import org.taskyard.search.request.TaskRow;
import org.taskyard.task.Task_;

/**
 * Counts the tasks of an operation, up to a bound, and takes a sample; on the connections for
 * searches.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CountItems {

  /** More tasks than that are too many for one operation. */
  static final int MOST = 100_000;

  private static final int MOST_LEFT_OUT = 10_000;
  private static final int SAMPLE = 20;

  private static final String ADVICE =
      "Add a condition on status, handler, user_id, entity_id, tags or a range of created_at.";

  @Inject private EntityManager database;

  /**
   * How many tasks it acts on; one more than {@link #MOST} for too many.
   *
   * @throws org.taskyard.listing.SearchTooBroad if the database would need too long
   */
  public int items(Frozen operation) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<UUID> query = criteria.createQuery(UUID.class);
    TaskRow from = TaskRow.of(criteria, query);
    query.select(from.task().get(Task_.taskId)).where(operation.items(from));
    Query count = AroundQuery.count(database.createQuery(query), MOST + 1, database);
    return ((Number) TimeBudget.rows(count, TimeBudget.PAGE_MS, ADVICE).get(0)).intValue();
  }

  /** What it leaves out, by status. */
  public List<LeftOut> leftOut(Frozen operation) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    TaskRow from = TaskRow.of(criteria, query);
    query
        .multiselect(TaskFields.STATUS.column().apply(from), from.task().get(Task_.historizedAt))
        .where(operation.leftOut(from));
    Query byStatus =
        AroundQuery.of(
            "SELECT status, historized_at IS NOT NULL, count(*) FROM (",
            database.createQuery(query),
            " LIMIT " + MOST_LEFT_OUT + ") AS counted (status, historized_at) GROUP BY 1, 2",
            database);
    Map<String, Integer> counts = new TreeMap<>();
    for (Object row : TimeBudget.rows(byStatus, TimeBudget.PAGE_MS, ADVICE)) {
      Object[] group = (Object[]) row;
      boolean historized = (Boolean) group[1] && !operation.request().action().actsOnHistory();
      counts.merge(
          historized ? "historized" : (String) group[0],
          ((Number) group[2]).intValue(),
          Integer::sum);
    }
    boolean cut = counts.values().stream().mapToInt(count -> count).sum() == MOST_LEFT_OUT;
    List<LeftOut> all = new ArrayList<>();
    counts.forEach((status, count) -> all.add(leftOut(operation, status, count, cut)));
    return all;
  }

  private static LeftOut leftOut(Frozen operation, String status, int count, boolean cut) {
    String why =
        status.equals("historized")
            ? "a historized task cannot be changed"
            : operation.request().action().whyNot(status);
    return new LeftOut(status, why, count, cut);
  }

  /** The newest of the tasks that it acts on. */
  public List<Sample> sample(Frozen operation) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    TaskRow from = TaskRow.of(criteria, query);
    query
        .multiselect(
            from.task().get(Task_.taskId),
            from.task().get(Task_.handler),
            from.task().get(Task_.userId),
            from.task().get(Task_.entityId),
            TaskFields.STATUS.column().apply(from),
            from.task().get(Task_.createdAt))
        .where(operation.items(from))
        .orderBy(
            criteria.desc(from.task().get(Task_.createdAt)),
            criteria.desc(from.task().get(Task_.taskId)));
    return TimeBudget.page(
            database.createQuery(query).setMaxResults(SAMPLE), TimeBudget.PAGE_MS, ADVICE)
        .stream()
        .map(CountItems::sample)
        .toList();
  }

  private static Sample sample(Tuple row) {
    return new Sample(
        row.get(0, UUID.class),
        row.get(1, String.class),
        row.get(2, String.class),
        row.get(3, String.class),
        row.get(4, String.class),
        row.get(5, Instant.class));
  }
}
