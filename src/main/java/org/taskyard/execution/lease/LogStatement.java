package org.taskyard.execution.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what was said about runs, in the transaction that has just found the runs to be their
 * holder's.
 */
final class LogStatement {

  /**
   * Numbered on from the lines that are there; those beyond the most that a run may say are left
   * out, and the first of them says so.
   */
  private static final String KEEP =
      """
      INSERT INTO attempt_log (task_id, token, number, at, line)
      SELECT task_id, token, number, service_clock() - age * interval '1 microsecond',
             CASE WHEN number <= most THEN line ELSE '… [cut: no more lines of this attempt are kept]' END
      FROM (SELECT l.*, row_number() OVER (PARTITION BY token ORDER BY ordinal)
                        + coalesce((SELECT max(number) FROM attempt_log a
                                    WHERE a.task_id = l.task_id AND a.token = l.token), 0) AS number
            FROM unnest(?::uuid[], ?::uuid[], ?::bigint[], ?::text[]) WITH ORDINALITY
                   AS l (task_id, token, age, line, ordinal)) AS numbered,
           (SELECT ?::integer AS most) AS bound
      WHERE number <= most + 1
      """;

  /** A line of a run. */
  record Said(UUID taskId, UUID token, LogLine line) {}

  private LogStatement() {}

  /** The lines of one run. */
  static List<Said> of(UUID task, UUID token, List<LogLine> lines) {
    return lines.stream().map(line -> new Said(task, token, line)).toList();
  }

  static void run(Connection connection, List<Said> lines) throws SQLException {
    if (lines.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
      Steered.setArray(statement, 1, "uuid", lines, Said::taskId);
      Steered.setArray(statement, 2, "uuid", lines, Said::token);
      Steered.setArray(
          statement,
          3,
          "bigint",
          lines,
          each -> TimeUnit.NANOSECONDS.toMicros(now - each.line.said()));
      Steered.setArray(statement, 4, "text", lines, each -> each.line.text());
      statement.setInt(5, LogLine.MAX_LINES);
      statement.executeUpdate();
    }
  }
}
