package org.taskyard.work;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.taskyard.access.Principal;
import org.taskyard.access.Principal.Forbidden;
import org.taskyard.database.Sql;
import org.taskyard.database.SqlArray;

/** Keeps workers to the handlers that their key names, and to the tasks of their tenant. */
@Stateless
public class MayWork {

  private static final String OF_OTHERS =
      """
      SELECT token FROM queue
      WHERE token = ANY (?::uuid[]) AND task_id = ANY (?::uuid[])
        AND (handler <> ALL (?::text[]) OR tenant <> ?::text)
      """;

  @Inject private Sql sql;

  /**
   * Checks a claim.
   *
   * @throws Forbidden if it names a handler that is not the worker's
   */
  static void check(Principal worker, Claim claim) {
    for (String handler : claim.handlers()) {
      if (!worker.worksFor(handler)) {
        throw new Forbidden("This key does not work for the handler " + handler + ".");
      }
    }
  }

  /**
   * Those of the runs that are of a handler and of the tenant of the worker's; the others are none
   * to it, whoever told it their tokens.
   */
  public List<Report.Item> of(Principal worker, List<Report.Item> items) {
    if (worker.handlers() == null && worker.tenant() == null) {
      return items;
    }
    Set<UUID> others =
        new HashSet<>(
            sql.query(
                "Runs cannot be looked up",
                OF_OTHERS,
                Sql::uuid,
                SqlArray.of("uuid", items, item -> item.run().token()),
                SqlArray.of("uuid", items, item -> item.run().taskId()),
                worker.handlers() == null ? null : SqlArray.texts(worker.handlers()),
                worker.tenant()));
    return items.stream().filter(item -> !others.contains(item.run().token())).toList();
  }
}
