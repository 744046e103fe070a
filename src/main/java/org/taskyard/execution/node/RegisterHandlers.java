package org.taskyard.execution.node;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import org.taskyard.database.Sql;
import org.taskyard.execution.Handles;

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

  @Inject Sql sql;

  /** Writes the defaults of handlers that have no settings yet. */
  public void register(Collection<Handlers.Served> handlers) {
    for (Handlers.Served handler : handlers) {
      Handles defaults = handler.settings();
      sql.update(
          "Handlers cannot be registered",
          REGISTER,
          defaults.value(),
          defaults.maxAttempts(),
          defaults.timeoutSeconds(),
          defaults.backoffFirstMillis(),
          defaults.backoffCapMillis(),
          defaults.leaseSeconds());
    }
  }
}
