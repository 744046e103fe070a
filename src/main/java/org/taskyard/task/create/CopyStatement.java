package org.taskyard.task.create;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.taskyard.database.Postgres;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.json.JsonText;
import org.taskyard.task.TaskInput;
import org.taskyard.task.TaskStatus;

/**
 * Many new tasks by COPY, the cheapest way in: the database works on the first rows while the next
 * ones are written. Their ids are new, so that none can be taken; a COPY could not tell which.
 */
final class CopyStatement {

  private static final String COPY =
      """
      COPY task_live (task_id, handler, user_id, entity_id, status, priority, run_at, max_attempts, parent_id, tags,
                      request, request_text, response, response_text, traceparent, tenant, acts_for, created_at, updated_at, finished_at) FROM STDIN
      """;

  /** One moment for all of them: created_at and task_id then sort alike. */
  private static final String DEFAULTS =
      """
      SELECT service_clock()::text, h.name, h.max_attempts
      FROM (SELECT 1) AS always LEFT JOIN handler h ON h.name = ANY (?)
      """;

  /** Runs allowed where neither the task nor its handler says. */
  private static final String MAX_ATTEMPTS = "5";

  private static final int BUFFER = 64 * 1024;

  private final StringBuilder rows = new StringBuilder(BUFFER + BUFFER / 4);
  private final Map<String, String> maxAttempts = new HashMap<>();
  private String now;

  private CopyStatement() {}

  /** Writes the tasks within the caller's transaction. */
  static void run(Sql sql, List<UUID> ids, List<TaskInput> inputs) {
    sql.within(
        SubmitTasks.FAILED,
        connection -> {
          new CopyStatement().write(connection, ids, inputs);
          return ids;
        });
  }

  private void write(Connection connection, List<UUID> ids, List<TaskInput> inputs)
      throws SQLException {
    Sql.each(connection, DEFAULTS, this::readDefault, SqlArray.texts(handlers(inputs)));
    Postgres.copy(connection, COPY, new SequenceInputStream(new Chunks(ids, inputs)));
  }

  /** The rows, made as they are sent. */
  private final class Chunks implements Enumeration<InputStream> {

    private final List<UUID> ids;
    private final List<TaskInput> inputs;
    private int next;

    Chunks(List<UUID> ids, List<TaskInput> inputs) {
      this.ids = ids;
      this.inputs = inputs;
    }

    @Override
    public boolean hasMoreElements() {
      return next < ids.size();
    }

    @Override
    public InputStream nextElement() {
      rows.setLength(0);
      while (next < ids.size() && rows.length() < BUFFER) {
        row(ids.get(next), inputs.get(next));
        next++;
      }
      return new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Set<String> handlers(List<TaskInput> inputs) {
    return inputs.stream().map(TaskInput::handler).collect(Collectors.toSet());
  }

  private void readDefault(ResultSet row) throws SQLException {
    now = row.getString(1);
    maxAttempts.put(row.getString(2), row.getString(3));
  }

  private void row(UUID id, TaskInput input) {
    TaskStatus status = input.storedStatus();
    String attempts =
        input.plan().maxAttempts() == null
            ? maxAttempts.getOrDefault(input.handler(), MAX_ATTEMPTS)
            : input.plan().maxAttempts().toString();
    Stream.of(
            id,
            input.handler(),
            input.about().userId(),
            input.about().entityId(),
            status.text(),
            input.plan().priorityOrDefault(),
            input.plan().runAt(),
            attempts,
            input.about().parentId(),
            input.about().tags(),
            json(input.payload().request()),
            text(input.payload().request()),
            json(input.payload().response()),
            text(input.payload().response()),
            input.origin().traceparent(),
            input.origin().owner().tenantOfNew(),
            input.origin().owner().user(),
            now,
            now)
        .forEach(
            value -> {
              append(value);
              rows.append('\t');
            });
    append(status.finished() ? now : null);
    rows.append('\n');
  }

  /** COPY's text format: what has a meaning in it is escaped. */
  private void append(Object value) {
    if (value == null) {
      rows.append("\\N");
      return;
    }
    String text = value.toString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> rows.append("\\\\");
        case '\t' -> rows.append("\\t");
        case '\n' -> rows.append("\\n");
        case '\r' -> rows.append("\\r");
        default -> rows.append(c);
      }
    }
  }

  private static String json(JsonText value) {
    return value == null ? null : value.json();
  }

  private static String text(JsonText value) {
    return value == null ? null : value.text();
  }
}
