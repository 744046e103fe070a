package org.taskyard.listing;

import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.function.Supplier;
import org.taskyard.database.DatabaseFaults;
import org.taskyard.database.entities.CountConnections;

/** Bounds what one search may cost the database. */
public final class TimeBudget {

  /** For a page: a search that takes longer is refused. */
  public static final int PAGE_MS = 2_000;

  private TimeBudget() {}

  /**
   * Runs a query that the driver cancels when its time is over: without a transaction, so that a
   * page costs one round trip. The unit of the bound is the second: what EclipseLink hands on is
   * rounded up.
   *
   * @param advice for the caller whose search takes longer
   * @throws SearchTooBroad if it took longer
   */
  public static <T> List<T> page(TypedQuery<T> query, int milliseconds, String advice) {
    query.setHint("jakarta.persistence.query.timeout", milliseconds);
    return within(query::getResultList, advice);
  }

  /** The same for a query in SQL. */
  public static List<?> rows(Query query, int milliseconds, String advice) {
    query.setHint("jakarta.persistence.query.timeout", milliseconds);
    return within(query::getResultList, advice);
  }

  /**
   * Counts on connections that have a time limit of their own ({@link
   * org.taskyard.database.pool.CountDataSource}).
   *
   * @throws SearchTooBroad if it took longer
   */
  public static long count(TypedQuery<Long> query) {
    CountConnections.use(query);
    return within(query::getSingleResult, "");
  }

  private static <T> T within(Supplier<T> query, String advice) {
    try {
      return query.get();
    } catch (PersistenceException e) {
      if (DatabaseFaults.canceled(e)) {
        throw new SearchTooBroad(advice);
      }
      throw e;
    }
  }
}
