package org.taskyard.operation.run;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.taskyard.listing.TimeBudget;
import org.taskyard.operation.order.Frozen;
import org.taskyard.operation.order.Frozen.Place;
import org.taskyard.search.request.TaskRow;
import org.taskyard.secrecy.SearchGuard;
import org.taskyard.task.Task_;

/** Finds the tasks that are next, oldest first; on the connections for searches. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FindItems {

  /** Nobody waits for an operation, so its filter need not be as selective as a search's. */
  private static final int BUDGET_MS = 60_000;

  private static final String ADVICE = "Narrow the filter.";

  @Inject private EntityManager database;
  @Inject private SearchGuard guard;

  /**
   * The next items; none behind the last one.
   *
   * @param behind null for the first ones
   * @throws org.taskyard.refusal.ServiceException if what the filter asks for is hidden by now
   */
  public List<Place> next(Frozen operation, Place behind, int most) {
    return find(operation, from -> operation.itemsBehind(behind, from), most);
  }

  /** How many tasks would be items, had they been there in time; counted up to that number. */
  public int newer(Frozen operation, Place behind, int most) {
    return find(operation, from -> operation.newerThan(behind, from), most).size();
  }

  private List<Place> find(Frozen operation, Function<TaskRow, Predicate[]> which, int most) {
    guard.check(operation.request().search().page(), operation.request().search().sight());
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    TaskRow from = TaskRow.of(criteria, query);
    query
        .multiselect(from.task().get(Task_.createdAt), from.task().get(Task_.taskId))
        .where(which.apply(from))
        .orderBy(operation.order(from));
    return TimeBudget.page(database.createQuery(query).setMaxResults(most), BUDGET_MS, ADVICE)
        .stream()
        .map(row -> new Place(row.get(0, Instant.class), row.get(1, UUID.class)))
        .toList();
  }
}
