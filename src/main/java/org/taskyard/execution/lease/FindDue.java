package org.taskyard.execution.lease;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.taskyard.database.StatementFailed;

/** Finds the handlers for which a claim would find tasks. */
@Stateless
public class FindDue {

  /** By the function that also gives the roster its oldest due task (V002__queue.sql). */
  private static final String DUE =
      """
      SELECT name FROM handler WHERE name = ANY (?) AND NOT paused AND oldest_due_at(name) IS NOT NULL
      """;

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

  /**
   * Those of the handlers that are known, not paused, and have due tasks.
   *
   * @throws StatementFailed if the database cannot be asked
   */
  public Set<String> among(Collection<String> handlers) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setArray(1, connection.createArrayOf("text", handlers.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        Set<String> due = new HashSet<>();
        while (rows.next()) {
          due.add(rows.getString(1));
        }
        return due;
      }
    } catch (SQLException fault) {
      throw new StatementFailed("Due tasks cannot be found", fault);
    }
  }
}
