package org.taskyard.execution.lease;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.http.body.MemoryShare;

/**
 * The large ones among the tasks of a claim: their JSON is read as far as it fits into what a claim
 * may hold, and the tasks behind are given back in the same transaction, as if they had not been
 * claimed.
 */
final class LargeTasks {

  /** Requests and checkpoints of one claim; one task always goes. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  /** They are held as rows, as text and as the bytes of an answer. */
  private static final int MEMORY = 5 * MOST_BYTES;

  private static final String READ =
      "SELECT task_id, request, checkpoint FROM json_of_runs(?::uuid[], ?)";

  private record Given(String request, String checkpoint) {}

  private LargeTasks() {}

  /**
   * The first of the tasks that were claimed, whole.
   *
   * @param large those of which there is more to read
   */
  static List<ClaimedTask> thatFit(
      Connection connection, List<ClaimedTask> claimed, Set<UUID> large) throws SQLException {
    MemoryShare.take(MEMORY);
    Map<UUID, Given> read = read(connection, claimed, large);
    List<ClaimedTask> fit = new ArrayList<>();
    for (ClaimedTask task : claimed) {
      Given given = read.get(task.taskId());
      if (given != null) {
        fit.add(task.with(task.input().with(given.request, given.checkpoint)));
      } else if (large.contains(task.taskId())) {
        break;
      } else {
        fit.add(task);
      }
    }
    List<ClaimedTask> rest = claimed.subList(fit.size(), claimed.size());
    FinishStatement.run(
        connection,
        rest.stream().<Ending>map(task -> new Ending.Released(task.run().report())).toList(),
        // nothing has come of them
        new SealRuns(null, Map.of()));
    return fit;
  }

  private static Map<UUID, Given> read(
      Connection connection, List<ClaimedTask> claimed, Set<UUID> large) throws SQLException {
    List<ClaimedTask> wanted =
        claimed.stream().filter(task -> large.contains(task.taskId())).toList();
    Map<UUID, Given> read = new HashMap<>();
    Sql.each(
        connection,
        READ,
        row -> read.put(Sql.uuid(row), new Given(row.getString(2), row.getString(3))),
        SqlArray.of("uuid", wanted, ClaimedTask::taskId),
        MOST_BYTES);
    return read;
  }
}
