package org.taskyard.search;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.database.pool.Pools;
import org.taskyard.task.TaskView;

/** Reads the JSON of large tasks, as much as fits into so many bytes (V008__large_json.sql). */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReadJson {

  private static final String READ =
      """
      SELECT task_id, (extract(epoch FROM updated_at) * 1000000)::bigint, request, request_text, response, response_text
      FROM json_of_tasks(?::uuid[], ?)
      """;

  @Inject private Pools pools;

  /**
   * The JSON of one task, as callers see it.
   *
   * @param writtenAt when the task was written last; null if it is gone
   */
  public record Json(Instant writtenAt, String request, String response) {}

  /**
   * The first of these tasks, as many as fit, one at least.
   *
   * @param bytes room for them
   */
  public Map<UUID, Json> read(List<UUID> tasks, int bytes) {
    Map<UUID, Json> read = new HashMap<>();
    new Sql(pools.searching())
        .each(
            "The JSON of tasks cannot be read",
            READ,
            row -> read.put(Sql.uuid(row), json(row)),
            SqlArray.uuids(tasks),
            bytes);
    return read;
  }

  private static Json json(ResultSet row) throws SQLException {
    long micros = row.getLong(2);
    return new Json(
        row.wasNull() ? null : Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
        TaskView.asSent(row.getString(3), row.getString(4)),
        TaskView.asSent(row.getString(5), row.getString(6)));
  }
}
