package org.taskyard.execution.node;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import javax.sql.DataSource;
import org.taskyard.execution.Handles;
import org.taskyard.execution.lease.StatementFailed;

/**
 * Makes the handlers of this node known to the cluster. What is known already keeps its settings.
 */
@Stateless
public class RegisterHandlers {

  private static final String REGISTER =
      """
      INSERT INTO handler
        (name, max_attempts, timeout_seconds, backoff_first_ms, backoff_cap_ms, lease_seconds, updated_at)
      VALUES (?, ?, ?, ?, ?, ?, service_clock())
      ON CONFLICT (name) DO NOTHING
      """;

  @Resource(lookup = "java:app/jdbc/taskyard")
  DataSource database;

  /** Writes the defaults of handlers that have no settings yet. */
  public void register(Collection<Handlers.Served> handlers) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(REGISTER)) {
      for (Handlers.Served handler : handlers) {
        Handles defaults = handler.settings();
        statement.setString(1, defaults.value());
        statement.setInt(2, defaults.maxAttempts());
        statement.setInt(3, defaults.timeoutSeconds());
        statement.setLong(4, defaults.backoffFirstMillis());
        statement.setLong(5, defaults.backoffCapMillis());
        statement.setInt(6, defaults.leaseSeconds());
        statement.executeUpdate();
      }
    } catch (SQLException fault) {
      throw new StatementFailed("Handlers cannot be registered", fault);
    }
  }
}
