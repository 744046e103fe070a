package org.taskyard.attempt;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.InstantConverter;
import org.taskyard.secrecy.Secrecy;
import org.taskyard.secrecy.Sight;
import org.taskyard.task.TaskErrors;

/** Reads the attempts of one task. */
@Stateless
public class ListAttempts {

  /** Attempts shown, and lines shown of all of them together: the latest. */
  static final int MOST_ATTEMPTS = 100;

  static final int MOST_LINES = 2_000;

  /** Of those lines, in UTF-8. */
  private static final int MOST_BYTES = 1024 * 1024;

  /**
   * The run that completed a task has no row of its own: it is what the task says of its last run,
   * unless a client took the running task away, and said that it is completed.
   */
  private static final String ATTEMPTS =
      """
      SELECT number, outcome, node, started_at, ended_at,
             (extract(epoch FROM coalesce(ended_at, service_clock()) - started_at) * 1000)::bigint, error::text, token
      FROM (SELECT number, outcome, node, started_at, ended_at, error, token
            FROM attempt WHERE task_id = ?1
            UNION ALL
            SELECT attempt, 'completed', node, started_at, finished_at, NULL, NULL
            FROM task t
            WHERE task_id = ?1 AND status = 'completed' AND started_at IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.task_id = t.task_id AND a.started_at = t.started_at)
            UNION ALL
            SELECT attempt, 'running', node, claimed_at, NULL, NULL, token
            FROM lease WHERE task_id = ?1) AS runs
      ORDER BY started_at DESC
      LIMIT ?2
      """;

  private static final String OWN = "SELECT handler FROM task WHERE task_id = ? AND " + Owner.SQL;

  private static final String LINES =
      """
      SELECT token, at, line
      FROM (SELECT *, sum(octet_length(line)) OVER (ORDER BY at DESC, number DESC ROWS UNBOUNDED PRECEDING) AS bytes
            FROM (SELECT token, number, at, line FROM attempt_log
                  WHERE task_id = ? ORDER BY at DESC, number DESC LIMIT ?) AS latest) AS summed
      WHERE bytes <= %s
      ORDER BY at, number
      """
          .formatted(MOST_BYTES);

  @Inject private EntityManager database;
  @Inject private Secrecy secrecy;

  /**
   * The latest attempts, oldest first.
   *
   * @param owner whose tasks the caller sees
   * @param sight what it sees of them
   * @throws TaskErrors.TaskNotFound if there is no such task
   */
  public List<AttemptView> list(UUID task, Owner owner, Sight sight) {
    String handler = handler(task, owner);
    return stored(task).stream().map(one -> one.shown(handler, secrecy, sight)).toList();
  }

  private List<AttemptView> stored(UUID task) {
    Map<UUID, List<AttemptView.Line>> lines = lines(task);
    List<AttemptView> attempts = new ArrayList<>();
    List<Object[]> rows = rows(ATTEMPTS, task, MOST_ATTEMPTS);
    for (Object[] row : rows) {
      if (row[7] != null) {
        attempts.add(0, view(row, lines.remove((UUID) row[7])));
      }
    }
    // lines that belong to no other run are of the one that completed the task
    for (Object[] row : rows) {
      if (row[7] == null) {
        List<AttemptView.Line> rest = new ArrayList<>();
        lines.values().forEach(rest::addAll);
        attempts.add(view(row, rest));
      }
    }
    return attempts;
  }

  private String handler(UUID task, Owner owner) {
    List<?> found =
        database
            .createNativeQuery(OWN)
            .setParameter(1, task)
            .setParameter(2, owner.tenant())
            .setParameter(3, owner.user())
            .getResultList();
    if (found.isEmpty()) {
      throw new TaskErrors.TaskNotFound();
    }
    return (String) found.get(0);
  }

  private static AttemptView view(Object[] row, List<AttemptView.Line> lines) {
    return new AttemptView(
        ((Number) row[0]).intValue(),
        (String) row[1],
        (String) row[2],
        moment(row[3]),
        moment(row[4]),
        ((Number) row[5]).longValue(),
        (String) row[6],
        lines == null ? List.of() : lines);
  }

  private Map<UUID, List<AttemptView.Line>> lines(UUID task) {
    Map<UUID, List<AttemptView.Line>> lines = new HashMap<>();
    for (Object[] row : rows(LINES, task, MOST_LINES)) {
      lines
          .computeIfAbsent((UUID) row[0], token -> new ArrayList<>())
          .add(new AttemptView.Line(moment(row[1]), (String) row[2]));
    }
    return lines;
  }

  @SuppressWarnings("unchecked")
  private List<Object[]> rows(String sql, UUID task, int most) {
    return database
        .createNativeQuery(sql)
        .setParameter(1, task)
        .setParameter(2, most)
        .getResultList();
  }

  private static Instant moment(Object column) {
    return column == null ? null : InstantConverter.moment(column);
  }
}
