package org.taskyard.search;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.taskyard.listing.PageRequest;
import org.taskyard.listing.SearchTooBroad;
import org.taskyard.listing.TimeBudget;
import org.taskyard.search.request.SearchRequest;
import org.taskyard.search.request.TaskRow;
import org.taskyard.secrecy.SearchGuard;
import org.taskyard.task.TaskView;

/**
 * Finds the tasks of one page. Reads on the connections for searches, outside of any transaction:
 * one statement, one round trip.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SearchTasks {

  private static final String ADVICE =
      "Add a condition on status, handler, user_id, entity_id, tags or a range of created_at;"
          + " sort by created_at; page by cursor instead of deep page numbers.";

  @Inject private EntityManager database;
  @Inject private SearchGuard guard;

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
    PageRequest<TaskRow> asked = request.page();
    guard.check(asked, request.sight());
    if (asked.skip() > Integer.MAX_VALUE) {
      return new FoundTasks(List.of(), Map.of(), null, request);
    }
    // one more than the page, to know whether there is a next one
    TypedQuery<Tuple> query =
        database
            .createQuery(page(request))
            .setFirstResult((int) asked.skip())
            .setMaxResults(asked.perPage() + 1);
    query.setHint("eclipselink.read-only", "true");
    List<Tuple> found = TimeBudget.page(query, milliseconds, ADVICE);
    List<TaskView> page = found.stream().limit(asked.perPage()).map(PageColumns::view).toList();
    Map<UUID, Instant> large =
        found.stream()
            .limit(asked.perPage())
            .filter(PageColumns::isLarge)
            .collect(Collectors.toMap(PageColumns::id, PageColumns::writtenAt));
    boolean more = found.size() > asked.perPage();
    String next = more ? request.cursor(page.get(page.size() - 1)) : null;
    return new FoundTasks(page, large, next, request);
  }

  private CriteriaQuery<Tuple> page(SearchRequest request) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Tuple> query = criteria.createTupleQuery();
    TaskRow from = TaskRow.of(criteria, query);
    return query
        .multiselect(PageColumns.of(from, request.omitted()))
        .where(request.foundFromPage(from))
        .orderBy(request.order(from));
  }
}
