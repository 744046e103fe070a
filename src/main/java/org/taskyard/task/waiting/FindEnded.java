package org.taskyard.task.waiting;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Finds out which tasks have ended, of many in one statement. */
@Stateless
public class FindEnded {

  /** One by one through the key, however many tasks the planner believes there to be. */
  private static final String ENDED =
      """
      SELECT task_id
      FROM unnest(?::uuid[]) AS waited (task_id)
      WHERE (SELECT status FROM task_live t WHERE t.task_id = waited.task_id) IS DISTINCT FROM 'pending'
      """;

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

  /**
   * Those of the tasks for which there is nothing to wait: finished, historized or deleted.
   *
   * @throws IllegalStateException if the database cannot be asked
   */
  public Set<UUID> among(Collection<UUID> tasks) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ENDED)) {
      statement.setArray(1, connection.createArrayOf("uuid", tasks.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        Set<UUID> ended = new HashSet<>();
        while (rows.next()) {
          ended.add(UUID.fromString(rows.getString(1)));
        }
        return ended;
      }
    } catch (SQLException fault) {
      throw new IllegalStateException("Ended tasks cannot be found", fault);
    }
  }
}
