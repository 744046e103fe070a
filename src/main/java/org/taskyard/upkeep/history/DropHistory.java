package org.taskyard.upkeep.history;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.StatementFailed;

/**
 * Drops history by the month, never task by task. What hangs on its tasks goes first, in small
 * pieces; nothing new can come, because history does not change.
 */
@Stateless
public class DropHistory {

  private static final String MONTHS =
      "SELECT * FROM history_months_before(service_clock() - ? * interval '1 second') AS month";

  /** Along the index by task, from where the piece before has ended. */
  private static final String CLEAR =
      """
      WITH cleared AS (
        DELETE FROM %1$s
        WHERE ctid = ANY (ARRAY(
          SELECT h.ctid FROM %1$s h
          WHERE h.task_id >= ?
            AND EXISTS (SELECT FROM task t WHERE t.history_month = ? AND t.task_id = h.task_id)
          ORDER BY h.task_id
          LIMIT ?
          FOR UPDATE))
        RETURNING task_id
      )
      SELECT task_id, count(*) OVER () AS cleared FROM cleared ORDER BY task_id DESC LIMIT 1
      """;

  /**
   * Dropping needs all of the table task for a moment, and who waits for that keeps everybody
   * waiting behind: so it waits briefly, and the caller comes again.
   */
  private static final String DROP =
      """
      WITH patience AS MATERIALIZED (SELECT set_config('lock_timeout', '100ms', true) AS set)
      SELECT drop_history_month(?) FROM patience WHERE set IS NOT NULL
      """;

  @Inject Sql sql;

  /** What hangs on tasks by their ids. */
  public enum Hanging {
    /** Few at a time: each has its chunks removed with it. */
    FILE(20),
    ATTEMPT(1_000),
    ATTEMPT_LOG(1_000);

    final int batch;

    Hanging(int batch) {
      this.batch = batch;
    }
  }

  /**
   * What was removed.
   *
   * @param last the task that had the last of it
   */
  public record Cleared(int count, UUID last) {
    static final Cleared NOTHING = new Cleared(0, new UUID(0, 0));
  }

  /** The months of history that were over that long ago, the oldest first. */
  public List<LocalDate> due(Duration after) {
    return sql.query(
        "Months of history cannot be found",
        MONTHS,
        row -> row.getDate("month").toLocalDate(),
        after.toSeconds());
  }

  /**
   * Removes a piece of what hangs on the tasks of that month.
   *
   * @param before the piece before, to go on behind it
   * @return how much; 0 if nothing is left
   */
  public Cleared clear(LocalDate month, Hanging kind, Cleared before) {
    String clear = CLEAR.formatted(kind.name().toLowerCase(Locale.ROOT));
    return sql
        .query(
            "What belongs to old tasks cannot be removed",
            clear,
            row -> new Cleared(row.getInt("cleared"), Sql.uuid(row)),
            before.last(),
            month,
            kind.batch)
        .stream()
        .findFirst()
        .orElseGet(() -> new Cleared(0, before.last()));
  }

  /**
   * Drops the month, in a transaction of the statement's own.
   *
   * @return false if others read or write tasks at this moment, or it is gone
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean drop(LocalDate month) {
    try {
      return sql.one("A month of history cannot be dropped", DROP, row -> row.getBoolean(1), month);
    } catch (StatementFailed fault) {
      if (fault.lockNotAvailable()) {
        return false;
      }
      throw fault;
    }
  }
}
