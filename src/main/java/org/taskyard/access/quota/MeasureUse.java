package org.taskyard.access.quota;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.taskyard.database.Sql;
import org.taskyard.database.pool.Pools;
import org.taskyard.settings.QuotaSettings;

/**
 * Looks in the database what the holder of a quota has: waiting tasks of a tenant by the counters,
 * all else row by row. On the connections for searches, outside of any transaction.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MeasureUse {

  private static final String WAITING_OF_TENANT =
      "SELECT coalesce(sum(total), 0) FROM task_count_part WHERE tenant = ? AND status = 'pending'";

  /** Stored as pending are those that wait and those that run. */
  private static final String WAITING_OF_USER =
      """
      SELECT count(*) FROM (
        SELECT FROM task_live WHERE tenant = ? AND user_id = ? AND status = 'pending' LIMIT ?) AS waiting
      """;

  /** Without reading large ones. */
  private static final String BYTES =
      """
      SELECT (SELECT coalesce(sum(coalesce(pg_column_size(request), 0) + coalesce(pg_column_size(request_text), 0)), 0)
              FROM task WHERE tenant = ?1)
             + (SELECT coalesce(sum(size), 0) FROM file WHERE tenant = ?1)
      """;

  private static final String FAILED = "The use of a quota cannot be measured";

  @Inject private Pools pools;

  /** What it has at this moment. */
  public Use measure(Holder holder, QuotaSettings quota) {
    Sql sql = new Sql(pools.searching());
    return new Use(
        quota.waiting().isPresent() ? waiting(sql, holder, quota.waiting().getAsLong()) : 0,
        quota.bytes().isPresent() ? bytes(sql, holder) : 0);
  }

  private static long waiting(Sql sql, Holder holder, long most) {
    return holder.isUser()
        ? sql.one(
            FAILED,
            WAITING_OF_USER,
            row -> row.getLong(1),
            holder.tenant(),
            holder.user(),
            most + 1)
        : sql.one(FAILED, WAITING_OF_TENANT, row -> row.getLong(1), holder.tenant());
  }

  private static long bytes(Sql sql, Holder holder) {
    String ofUser = holder.isUser() ? " AND user_id = ?" : "";
    String statement = BYTES.replace("?1", "?" + ofUser);
    return holder.isUser()
        ? sql.one(
            FAILED,
            statement,
            row -> row.getLong(1),
            holder.tenant(),
            holder.user(),
            holder.tenant(),
            holder.user())
        : sql.one(FAILED, statement, row -> row.getLong(1), holder.tenant(), holder.tenant());
  }
}
