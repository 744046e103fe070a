package org.taskyard.search;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.taskyard.search.TaskField.From;
import org.taskyard.task.TaskView;

/**
 * Finds the tasks of one page. Reads on the connections for searches, outside of any transaction:
 * one statement, one round trip.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SearchTasks {

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /**
   * The page asked for; past the end it is empty.
   *
   * @throws SearchTooBroad if the database would need longer than the time budget
   */
  public FoundTasks search(SearchRequest request) {
    return search(request, TimeBudget.PAGE_MS);
  }

  /**
   * The same for a caller that nobody waits for.
   *
   * @param milliseconds time budget
   */
  public FoundTasks search(SearchRequest request, int milliseconds) {
    long skip = (request.page() - 1L) * request.perPage();
    if (skip > Integer.MAX_VALUE) {
      return new FoundTasks(List.of(), Map.of(), null);
    }
    // one more than the page, to know whether there is a next one
    TypedQuery<Tuple> query =
        database
            .createQuery(page(request))
            .setFirstResult((int) skip)
            .setMaxResults(request.perPage() + 1);
    query.setHint("eclipselink.read-only", "true");
    List<Tuple> found = TimeBudget.page(query, milliseconds);
    List<TaskView> page = found.stream().limit(request.perPage()).map(PageColumns::view).toList();
    Map<UUID, Instant> large =
        found.stream()
            .limit(request.perPage())
            .filter(PageColumns::isLarge)
            .collect(Collectors.toMap(PageColumns::id, PageColumns::writtenAt));
    boolean more = found.size() > request.perPage();
    return new FoundTasks(
        page, large, more ? Cursor.behind(page.get(page.size() - 1), request) : null);
  }

  private CriteriaQuery<Tuple> page(SearchRequest request) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    From from = From.of(criteria, query);
    Predicates predicates = new Predicates(from);
    Predicate[] all = predicates.of(request);
    if (request.cursor() != null) {
      all =
          Stream.concat(Stream.of(all), Stream.of(predicates.after(request.cursor())))
              .toArray(Predicate[]::new);
    }
    List<Order> orders = request.sort().stream().map(key -> order(key, from)).toList();
    return query.multiselect(PageColumns.of(from)).where(all).orderBy(orders);
  }

  private static Order order(SortKey key, From from) {
    Expression<?> column = key.field().in(from);
    return key.descending() ? from.criteria().desc(column) : from.criteria().asc(column);
  }
}
