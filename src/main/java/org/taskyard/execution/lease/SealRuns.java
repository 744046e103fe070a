package org.taskyard.execution.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.secrecy.Sealing;

/**
 * Encrypts what runs report, as the handlers of their tasks say. Whoever reports a run names only
 * its task: the handler is looked up, where any handler encrypts anything at all.
 *
 * @param handlers of the tasks, by their ids
 */
record SealRuns(Sealing sealing, Map<UUID, String> handlers) {

  private static final String HANDLERS =
      Steered.eachTime("SELECT task_id, handler FROM queue WHERE task_id = ANY (?::uuid[])");

  /** For runs of these tasks. */
  static SealRuns of(Connection connection, Sealing sealing, Collection<UUID> tasks)
      throws SQLException {
    Map<UUID, String> handlers = new HashMap<>();
    if (!tasks.isEmpty() && sealing.encrypts()) {
      Sql.each(
          connection,
          HANDLERS,
          row -> handlers.put(Sql.uuid(row), row.getString(2)),
          SqlArray.uuids(tasks));
    }
    return new SealRuns(sealing, handlers);
  }

  /** A field that is JSON, as it is stored. */
  String json(UUID task, String root, String json) {
    String handler = handlers.get(task);
    return handler == null ? json : sealing.seal(handler, root, json);
  }

  /** A line of a log, as it is stored. */
  String line(UUID task, String line) {
    return sealing.sealLine(handlers.getOrDefault(task, ""), line);
  }
}
