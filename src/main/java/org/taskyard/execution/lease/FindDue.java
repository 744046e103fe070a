package org.taskyard.execution.lease;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;
import org.taskyard.database.StatementFailed;

/** Finds the handlers for which a claim would find tasks. */
@Stateless
public class FindDue {

  /** By the function that also gives the roster its oldest due task (V002__queue.sql). */
  private static final String DUE =
      """
      SELECT name FROM unnest(?::text[]) AS asked (name) WHERE %s AND oldest_due_at(name) IS NOT NULL
      """
          .formatted(ClaimRules.goesOn("asked.name"));

  @Inject Sql sql;

  /**
   * Those of the handlers that are known, not paused, and have due tasks.
   *
   * @throws StatementFailed if the database cannot be asked
   */
  public Set<String> among(Collection<String> handlers) {
    return Set.copyOf(
        sql.query(
            "Due tasks cannot be found", DUE, row -> row.getString(1), SqlArray.texts(handlers)));
  }
}
