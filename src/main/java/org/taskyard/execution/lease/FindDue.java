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

/** Finds the handlers for which a claim would find tasks. */
@Stateless
public class FindDue {

  /** The head of each handler's line at each priority, by the index {@code queue_due}. */
  private static final String DUE =
      Steered.once(
          """
          WITH clock AS MATERIALIZED (SELECT service_clock() AS now)
          SELECT h.name
          FROM handler h
          WHERE h.name = ANY (?) AND NOT h.paused
            AND EXISTS (
              SELECT 1
              FROM generate_series(0, 9) AS level (priority),
                   LATERAL (SELECT 1 FROM queue q
                            WHERE q.handler = h.name AND q.priority = level.priority AND q.token IS NULL
                              AND q.due_at <= (SELECT now FROM clock)
                            LIMIT 1) AS head)
          """);

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
      try (ResultSet rows = Steered.query(statement)) {
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
