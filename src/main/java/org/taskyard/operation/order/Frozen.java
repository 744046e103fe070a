package org.taskyard.operation.order;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.taskyard.listing.PageRequest;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.search.request.TaskFields;
import org.taskyard.search.request.TaskRow;
import org.taskyard.task.Lease_;
import org.taskyard.task.Task_;

/**
 * The tasks that an operation is for, at the moment of its preview. The filter engine of every
 * search finds them.
 *
 * @param at that moment: what was created or changed later is not touched
 */
public record Frozen(OperationRequest request, Instant at) {

  /** A place among the items, in the order of creation. */
  public record Place(Instant createdAt, UUID taskId) {}

  /** Those that the action acts on. */
  public Predicate[] items(TaskRow from) {
    return all(actedOn(null).found(from), acts(from), isOld(from));
  }

  /** The same behind a place; null for all. */
  public Predicate[] itemsBehind(Place place, TaskRow from) {
    return all(actedOn(place).foundFromPage(from), acts(from), isOld(from));
  }

  /** Those behind a place that came later, and are not touched. */
  public Predicate[] newerThan(Place place, TaskRow from) {
    return all(actedOn(place).foundFromPage(from), acts(from), isNew(from));
  }

  /** Those of these that are as they were at the preview. */
  public Predicate[] unchangedAmong(Collection<UUID> ids, TaskRow from) {
    CriteriaBuilder criteria = from.criteria();
    return all(
        items(from),
        from.task().get(Task_.taskId).in(ids),
        criteria.lessThanOrEqualTo(from.task().get(Task_.updatedAt), at),
        criteria.or(
            criteria.isNull(from.lease().get(Lease_.taskId)),
            criteria.lessThanOrEqualTo(from.lease().get(Lease_.claimedAt), at)));
  }

  /** Those that the filter finds, and the action does not act on. */
  public Predicate[] leftOut(TaskRow from) {
    CriteriaBuilder criteria = from.criteria();
    Predicate others = hasStatus(otherStatuses(), from);
    return all(
        request.search().found(from),
        isOld(from),
        request.action().actsOnHistory()
            ? others
            : criteria.or(others, criteria.isNotNull(from.task().get(Task_.historyMonth))));
  }

  /** Their order. */
  public List<Order> order(TaskRow from) {
    return request.search().order(from);
  }

  private Set<String> otherStatuses() {
    Set<String> others = new LinkedHashSet<>(TaskFields.STATUS.choice().values());
    others.removeAll(request.action().actsOn(request.force()));
    return others;
  }

  private SearchRequest actedOn(Place place) {
    PageRequest<TaskRow> page = request.search().page();
    List<Object> after = place == null ? null : List.of(place.createdAt, place.taskId);
    return new SearchRequest(
        new PageRequest<>(page.filter(), page.sort(), 1, page.perPage(), after, false, ""),
        request.search().history() && request.action().actsOnHistory(),
        request.search().omitted(),
        request.search().owner(),
        request.search().sight());
  }

  private Predicate acts(TaskRow from) {
    return hasStatus(request.action().actsOn(request.force()), from);
  }

  private static Predicate hasStatus(Set<String> statuses, TaskRow from) {
    return TaskFields.STATUS.choice().test().among(from, statuses);
  }

  private Predicate isOld(TaskRow from) {
    return from.criteria().lessThanOrEqualTo(from.task().get(Task_.createdAt), at);
  }

  private Predicate isNew(TaskRow from) {
    return from.criteria().greaterThan(from.task().get(Task_.createdAt), at);
  }

  private static Predicate[] all(Predicate[] some, Predicate... more) {
    List<Predicate> all = new ArrayList<>(Arrays.asList(some));
    all.addAll(Arrays.asList(more));
    return all.toArray(Predicate[]::new);
  }
}
