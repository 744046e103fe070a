package org.taskyard.search.total;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Filter;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.search.request.TaskFields;
import org.taskyard.search.request.TaskRow;

/** The total of a search by the counters, which know tenant, handler and status only. */
final class KeptTotal {

  private KeptTotal() {}

  /** The query for it; empty if the filter asks for more than the counters know. */
  static Optional<CriteriaQuery<Long>> query(SearchRequest request, CriteriaBuilder criteria) {
    List<Filter<TaskRow>> conditions = request.filter().conditions().toList();
    if (request.owner().isOneUser() || !conditions.stream().allMatch(KeptTotal::known)) {
      return Optional.empty();
    }
    CriteriaQuery<Long> query = criteria.createQuery(Long.class);
    Root<TaskTotal> total = query.from(TaskTotal.class);
    List<Predicate> all = new ArrayList<>(List.of(kept(request.filter(), criteria, total)));
    if (request.owner().tenant() != null) {
      all.add(criteria.equal(total.get(TaskTotal_.tenant), request.owner().tenant()));
    }
    if (!request.history()) {
      all.add(criteria.isFalse(total.get(TaskTotal_.historized)));
    }
    if (conditions.stream().noneMatch(condition -> tests(condition, TaskFields.STATUS))) {
      // what runs is nothing in a sum over all
      all.add(criteria.isFalse(total.get(TaskTotal_.leased)));
    }
    Expression<Long> sum = criteria.coalesce(criteria.sum(total.get(TaskTotal_.total)), 0L);
    return Optional.of(query.select(sum).where(all.toArray(Predicate[]::new)));
  }

  private static boolean known(Filter<TaskRow> condition) {
    return tests(condition, TaskFields.STATUS) || tests(condition, TaskFields.HANDLER);
  }

  private static boolean tests(Filter<TaskRow> condition, Field<TaskRow> field) {
    return condition instanceof Filter.In<TaskRow> in && in.field().equals(field);
  }

  private static Predicate kept(
      Filter<TaskRow> filter, CriteriaBuilder criteria, Root<TaskTotal> total) {
    if (filter instanceof Filter.And<TaskRow> and) {
      return criteria.and(all(and.parts(), criteria, total));
    } else if (filter instanceof Filter.Or<TaskRow> or) {
      return criteria.or(all(or.parts(), criteria, total));
    } else if (filter instanceof Filter.Not<TaskRow> not) {
      return kept(not.part(), criteria, total).not();
    } else if (filter instanceof Filter.In<TaskRow> in) {
      boolean status = in.field().equals(TaskFields.STATUS);
      return among(
          in.values(), total.get(status ? TaskTotal_.status : TaskTotal_.handler), criteria);
    }
    throw new IllegalStateException("a condition that the counters do not know: " + filter);
  }

  private static Predicate[] all(
      List<Filter<TaskRow>> parts, CriteriaBuilder criteria, Root<TaskTotal> total) {
    return parts.stream().map(part -> kept(part, criteria, total)).toArray(Predicate[]::new);
  }

  private static Predicate among(List<?> values, Expression<?> column, CriteriaBuilder criteria) {
    return values.isEmpty() ? criteria.disjunction() : column.in(values);
  }
}
