package org.taskyard.search;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.function.Supplier;
import org.taskyard.platform.DatabaseLog;

/** Bounds what one search may cost the database. */
final class TimeBudget {

  /** For a page: beyond it the caller is told to narrow the search. */
  static final int PAGE_MS = 2_000;

  /**
   * For a total: beyond it the total is estimated, so that a page with totals stays below 100 ms.
   */
  static final int COUNT_MS = 50;

  private TimeBudget() {}

  /**
   * Runs a query that the driver cancels when its time is over: without a transaction, so that a
   * page costs one round trip. The unit of the bound is the second: what EclipseLink hands on is
   * rounded up.
   *
   * @throws SearchTooBroad if it took longer
   */
  static <T> List<T> page(TypedQuery<T> query, int milliseconds) {
    query.setHint("jakarta.persistence.query.timeout", milliseconds);
    return within(query::getResultList);
  }

  /**
   * Counts within {@link #COUNT_MS}, kept by the server's own statement_timeout, exact to the
   * millisecond: it needs a transaction, which is of no use afterwards if the time ran out. Planned
   * for its values, as on the connections for searches.
   *
   * @throws SearchTooBroad if it took longer
   */
  static long count(EntityManager database, TypedQuery<Long> query) {
    database
        .createNativeQuery(
            "SELECT set_config('statement_timeout', ?, true),"
                + " set_config('plan_cache_mode', 'force_custom_plan', true)")
        .setParameter(1, Integer.toString(COUNT_MS))
        .getSingleResult();
    return within(query::getSingleResult);
  }

  private static <T> T within(Supplier<T> query) {
    try {
      return query.get();
    } catch (PersistenceException e) {
      if (DatabaseLog.canceled(e)) {
        throw new SearchTooBroad();
      }
      throw e;
    }
  }
}
