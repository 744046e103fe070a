package org.taskyard.search.total;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import java.util.Optional;
import org.taskyard.listing.SearchTooBroad;
import org.taskyard.listing.TimeBudget;
import org.taskyard.listing.Total;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.search.request.TaskRow;
import org.taskyard.secrecy.SearchGuard;

/**
 * Tells how many tasks a search finds in all: from the counters if the filter is about handlers and
 * statuses only, else by counting within a time budget, else by what the planner expects.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CountTasks {

  @Inject private EntityManager database;
  @Inject private SearchGuard guard;

  @EJB private EstimateTotal estimateTotal;

  /** The total of all pages. */
  public Total count(SearchRequest request) {
    guard.check(request.page(), request.sight());
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    Optional<CriteriaQuery<Long>> kept = KeptTotal.query(request, criteria);
    if (kept.isPresent()) {
      return new Total(database.createQuery(kept.get()).getSingleResult(), false);
    }
    try {
      return new Total(rows(request, criteria), false);
    } catch (SearchTooBroad takesTooLong) {
      return new Total(estimateTotal.estimate(request), true);
    }
  }

  /**
   * Task by task.
   *
   * @throws SearchTooBroad if that takes longer than its time budget
   */
  private long rows(SearchRequest request, CriteriaBuilder criteria) {
    CriteriaQuery<Long> query = criteria.createQuery(Long.class);
    TaskRow from = TaskRow.of(criteria, query);
    query.select(criteria.count(from.task())).where(request.found(from));
    return TimeBudget.count(database.createQuery(query));
  }
}
