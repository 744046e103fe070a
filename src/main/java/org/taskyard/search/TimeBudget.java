package org.taskyard.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Bounds what one search may cost the database. The bound is the server's own statement_timeout for
 * this transaction: exact to the millisecond, and nothing on this side has to watch or cancel.
 */
@ApplicationScoped
public class TimeBudget {

  /** For a page: beyond it the caller is told to narrow the search. */
  static final int PAGE_MS = 2_000;

  /**
   * For a total: beyond it the total is estimated, so that a page with totals stays below 100 ms.
   */
  static final int COUNT_MS = 50;

  private static final String QUERY_CANCELED = "57014";

  /**
   * Runs a query within the bound; the transaction is of no use afterwards if it ran out.
   *
   * @throws SearchTooBroad if it took longer
   */
  <T> T within(EntityManager database, int milliseconds, Supplier<T> query) {
    database
        .createNativeQuery("SELECT set_config('statement_timeout', ?, true)")
        .setParameter(1, Integer.toString(milliseconds))
        .getSingleResult();
    try {
      return query.get();
    } catch (PersistenceException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql && QUERY_CANCELED.equals(sql.getSQLState())) {
          throw new SearchTooBroad();
        }
      }
      throw e;
    }
  }
}
