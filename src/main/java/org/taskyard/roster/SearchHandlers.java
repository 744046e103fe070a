package org.taskyard.roster;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;

/** Lists the handlers that the cluster knows. Reads on the connections for searches. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SearchHandlers {

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /**
   * A page of handlers.
   *
   * @param total of all pages
   */
  public record Found(List<HandlerView> handlers, long total) {}

  /** The page asked for; past the end it is empty. */
  public Found search(HandlerSearch search) {
    long skip = (search.page() - 1L) * search.perPage();
    return new Found(
        skip > Integer.MAX_VALUE ? List.of() : page(search, (int) skip), count(search));
  }

  private List<HandlerView> page(HandlerSearch search, int skip) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<RosterEntry> query = criteria.createQuery(RosterEntry.class);
    Root<RosterEntry> handler = query.from(RosterEntry.class);
    query.where(matching(search, handler)).orderBy(order(search, handler));
    return database
        .createQuery(query)
        .setHint("eclipselink.read-only", "true")
        .setFirstResult(skip)
        .setMaxResults(search.perPage())
        .getResultStream()
        .map(HandlerView::of)
        .toList();
  }

  private long count(HandlerSearch search) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    CriteriaQuery<Long> query = criteria.createQuery(Long.class);
    Root<RosterEntry> handler = query.from(RosterEntry.class);
    query.select(criteria.count(handler)).where(matching(search, handler));
    return database.createQuery(query).setHint("eclipselink.read-only", "true").getSingleResult();
  }

  private Predicate[] matching(HandlerSearch search, Root<RosterEntry> handler) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    List<Predicate> all = new ArrayList<>();
    if (search.name() != null) {
      all.add(criteria.equal(handler.get(RosterEntry_.name), search.name()));
    }
    if (search.paused() != null) {
      all.add(criteria.equal(handler.get(RosterEntry_.paused), search.paused()));
    }
    if (search.served() != null) {
      all.add(criteria.equal(handler.get(RosterEntry_.served), search.served()));
    }
    return all.toArray(Predicate[]::new);
  }

  /** Ties by name, so that pages never overlap. */
  private List<Order> order(HandlerSearch search, Root<RosterEntry> handler) {
    CriteriaBuilder criteria = database.getCriteriaBuilder();
    Expression<?> column =
        switch (search.sort()) {
          case "pending" -> handler.get(RosterEntry_.pending);
          case "running" -> handler.get(RosterEntry_.running);
          case "oldest_due_at" -> handler.get(RosterEntry_.oldestDueAt);
          default -> handler.get(RosterEntry_.name);
        };
    Order first = search.descending() ? criteria.desc(column) : criteria.asc(column);
    return search.sort().equals("name")
        ? List.of(first)
        : List.of(first, criteria.asc(handler.get(RosterEntry_.name)));
  }
}
