package org.taskyard.upkeep.history;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.taskyard.execution.lease.StatementFailed;

/**
 * Drops history by the month, never task by task. The files of its tasks go first, a few at a time;
 * no new ones can come, because a historized task gets none.
 */
@Stateless
public class DropHistory {

  /** Few: each has its chunks removed with it. */
  static final int FILES = 20;

  private static final String MONTHS =
      "SELECT * FROM history_months_before(service_clock() - ? * interval '1 second') AS month";

  /** Along the index by task, from where the piece before has ended. */
  private static final String DELETE_FILES =
      """
      WITH deleted AS (
        DELETE FROM file
        WHERE file_id = ANY (ARRAY(
          SELECT f.file_id FROM file f
          WHERE f.task_id >= ?
            AND EXISTS (SELECT FROM task t WHERE t.history_month = ? AND t.task_id = f.task_id)
          ORDER BY f.task_id
          LIMIT ?))
        RETURNING task_id
      )
      SELECT task_id, count(*) OVER () AS deleted FROM deleted ORDER BY task_id DESC LIMIT 1
      """;

  private static final String DROP = "SELECT drop_history_month(?)";

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

  /**
   * Files that were deleted.
   *
   * @param last the task whose files came last
   */
  public record Files(int deleted, UUID last) {
    static final Files NONE = new Files(0, new UUID(0, 0));
  }

  /** The months of history that were over that long ago, the oldest first. */
  public List<LocalDate> due(Duration after) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(MONTHS)) {
      statement.setLong(1, after.toSeconds());
      try (ResultSet rows = statement.executeQuery()) {
        List<LocalDate> months = new ArrayList<>();
        while (rows.next()) {
          months.add(rows.getObject("month", LocalDate.class));
        }
        return months;
      }
    } catch (SQLException fault) {
      throw new StatementFailed("Months of history cannot be found", fault);
    }
  }

  /**
   * Deletes the next files of tasks of that month.
   *
   * @param before those that were deleted before
   */
  public Files deleteFiles(LocalDate month, Files before) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE_FILES)) {
      statement.setObject(1, before.last());
      statement.setObject(2, month);
      statement.setInt(3, FILES);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Files(row.getInt("deleted"), row.getObject("task_id", UUID.class))
            : new Files(0, before.last());
      }
    } catch (SQLException fault) {
      throw new StatementFailed("Files of old tasks cannot be deleted", fault);
    }
  }

  /** Drops the month; false if others read or write tasks all the time, or it is gone. */
  public boolean drop(LocalDate month) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DROP)) {
      statement.setObject(1, month);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    } catch (SQLException fault) {
      throw new StatementFailed("A month of history cannot be dropped", fault);
    }
  }
}
