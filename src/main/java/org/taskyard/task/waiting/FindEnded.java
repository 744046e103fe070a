package org.taskyard.task.waiting;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.database.StatementFailed;

/** Finds out which tasks have ended, of many in one statement. */
@Stateless
public class FindEnded {

  /** One by one through the key, however many tasks the planner believes there to be. */
  private static final String ENDED =
      """
      SELECT task_id
      FROM unnest(?::uuid[]) AS waited (task_id)
      WHERE (SELECT status FROM task_live t WHERE t.task_id = waited.task_id) IS DISTINCT FROM 'pending'
      """;

  @Inject Sql sql;

  /**
   * Those of the tasks for which there is nothing to wait: finished, historized or deleted.
   *
   * @throws StatementFailed if the database cannot be asked
   */
  public Set<UUID> among(Collection<UUID> tasks) {
    return new HashSet<>(
        sql.query("Ended tasks cannot be found", ENDED, Sql::uuid, SqlArray.uuids(tasks)));
  }
}
