package org.taskyard.execution.lease;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;

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

  private record Said(RunReport run, LogLine line) {}

  private LogStatement() {}

  /**
   * @param held tokens of the runs that are still their holder's; lines of others are dropped
   * @param seals encrypts the lines
   */
  static void run(Connection connection, Stream<RunReport> reports, Set<UUID> held, SealRuns seals)
      throws SQLException {
    List<Said> lines =
        reports
            .filter(run -> !run.log().isEmpty() && held.contains(run.token()))
            .flatMap(run -> run.log().stream().map(line -> new Said(run, line)))
            .toList();
    if (lines.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    Sql.update(
        connection,
        KEEP,
        SqlArray.of("uuid", lines, each -> each.run.taskId()),
        SqlArray.of("uuid", lines, each -> each.run.token()),
        SqlArray.of("bigint", lines, each -> NANOSECONDS.toMicros(now - each.line.said())),
        SqlArray.of("text", lines, each -> seals.line(each.run.taskId(), each.line.text())),
        LogLine.MAX_LINES);
  }
}
