package org.taskyard.search;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.taskyard.search.TaskField.From;
import org.taskyard.task.TaskStatus;

/**
 * Tells how many tasks a search finds in all: from the counters if the filter is about handlers and
 * statuses only, else by counting within a time budget, else by what the planner expects.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CountTasks {

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  @EJB private EstimateTotal estimateTotal;

  /** The total of all pages. */
  public Total count(SearchRequest request) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Long> query = criteria.createQuery(Long.class);
    Root<TaskTotal> total = query.from(TaskTotal.class);
    Optional<Predicate> kept = kept(request.filter(), criteria, total);
    if (kept.isPresent()) {
      List<Predicate> all = new ArrayList<>(List.of(kept.get()));
      if (!request.history()) {
        all.add(criteria.isFalse(total.get(TaskTotal_.historized)));
      }
      if (!asksForStatus(request.filter())) {
        // so that the leases are not read
        all.add(criteria.isFalse(total.get(TaskTotal_.leased)));
      }
      query.select(criteria.sum(total.get(TaskTotal_.total))).where(all.toArray(Predicate[]::new));
      Long sum = database.createQuery(query).getSingleResult();
      return new Total(sum == null ? 0 : sum, false);
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
    From from = From.of(criteria, query);
    query.select(criteria.count(from.task())).where(new Predicates(from).of(request));
    return TimeBudget.count(database.createQuery(query));
  }

  /**
   * The filter in terms of the counters, which know handler and status only; empty if it asks for
   * more.
   */
  private static Optional<Predicate> kept(
      Filter filter, CriteriaBuilder criteria, Root<TaskTotal> total) {
    if (filter instanceof Filter.And and) {
      return all(and.parts(), criteria, total).map(criteria::and);
    }
    if (filter instanceof Filter.Or or) {
      return all(or.parts(), criteria, total).map(criteria::or);
    }
    if (filter instanceof Filter.Not not) {
      return kept(not.part(), criteria, total).map(criteria::not);
    }
    if (filter instanceof Filter.Status status) {
      return Optional.of(
          status.statuses().isEmpty()
              ? criteria.disjunction()
              : total
                  .get(TaskTotal_.status)
                  .in(status.statuses().stream().map(TaskStatus::text).toList()));
    }
    if (filter instanceof Filter.In in && in.field() == TaskField.HANDLER) {
      return Optional.of(
          in.values().isEmpty()
              ? criteria.disjunction()
              : total.get(TaskTotal_.handler).in(in.values()));
    }
    return Optional.empty();
  }

  private static boolean asksForStatus(Filter kept) {
    if (kept instanceof Filter.And and) {
      return and.parts().stream().anyMatch(CountTasks::asksForStatus);
    }
    if (kept instanceof Filter.Or or) {
      return or.parts().stream().anyMatch(CountTasks::asksForStatus);
    }
    return kept instanceof Filter.Not not
        ? asksForStatus(not.part())
        : kept instanceof Filter.Status;
  }

  private static Optional<Predicate[]> all(
      List<Filter> parts, CriteriaBuilder criteria, Root<TaskTotal> total) {
    List<Predicate> predicates = new ArrayList<>();
    for (Filter part : parts) {
      Optional<Predicate> predicate = kept(part, criteria, total);
      if (predicate.isEmpty()) {
        return Optional.empty();
      }
      predicates.add(predicate.get());
    }
    return Optional.of(predicates.toArray(Predicate[]::new));
  }
}
