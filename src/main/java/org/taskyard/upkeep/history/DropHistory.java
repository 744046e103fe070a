package org.taskyard.upkeep.history;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
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

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

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
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(MONTHS)) {
      statement.setLong(1, after.toSeconds());
      try (ResultSet rows = statement.executeQuery()) {
        List<LocalDate> months = new ArrayList<>();
        while (rows.next()) {
          months.add(rows.getDate("month").toLocalDate());
        }
        return months;
      }
    } catch (SQLException fault) {
      throw new StatementFailed("Months of history cannot be found", fault);
    }
  }

  /**
   * Removes a piece of what hangs on the tasks of that month.
   *
   * @param before the piece before, to go on behind it
   * @return how much; 0 if nothing is left
   */
  public Cleared clear(LocalDate month, Hanging kind, Cleared before) {
    String sql = CLEAR.formatted(kind.name().toLowerCase(Locale.ROOT));
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, before.last());
      statement.setObject(2, month);
      statement.setInt(3, kind.batch);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Cleared(row.getInt("cleared"), UUID.fromString(row.getString("task_id")))
            : new Cleared(0, before.last());
      }
    } catch (SQLException fault) {
      throw new StatementFailed("What hangs on old tasks cannot be removed", fault);
    }
  }

  /**
   * Drops the month, in a transaction of the statement's own.
   *
   * @return false if others read or write tasks at this moment, or it is gone
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean drop(LocalDate month) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DROP)) {
      statement.setObject(1, month);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException fault) {
      if (LOCK_NOT_AVAILABLE.equals(fault.getSQLState())) {
        return false;
      }
      throw new StatementFailed("A month of history cannot be dropped", fault);
    }
  }
}
