package org.taskyard.access.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.taskyard.database.Sql;
import org.taskyard.json.Json;

/**
 * Records changes in the transaction that makes them: both are there, or neither (V014__audit.sql).
 */
@ApplicationScoped
public class Audit {

  private static final String INSERT =
      """
      INSERT INTO audit (
        action, target_kind, target_id, principal_kind, principal_id, user_id, address, request_id, reason, before, after, tenant)
      SELECT audit->>0, audit->>1, audit->>2, audit->>3, audit->>4, audit->>5, audit->>6, audit->>7, audit->>8,
             nullif(audit->9, 'null'), nullif(audit->10, 'null'), coalesce(audit->>11, '')
      """;

  private static final String RECORD = INSERT + "FROM jsonb_array_elements(?::jsonb) AS audit";

  /**
   * A part of a WITH that records what a statement is sent, for one that has no time for another
   * statement: from {@code sent}, whose column {@code audit} has {@link Change#row}, or null for
   * what is not recorded so.
   */
  public static final String FROM_SENT =
      "audited AS (" + INSERT + "FROM sent WHERE audit IS NOT NULL)\n";

  @Inject private Sql sql;
  @Inject private Authors authors;

  /**
   * Records a change of one thing by the author at hand.
   *
   * @param action kind of the thing and a verb: {@code task.update}
   * @param before its view as it was; null if it is new
   * @param after its view as it is now; null if it is gone
   * @throws IllegalStateException if nobody makes it
   */
  public void record(String action, Object id, Object before, Object after) {
    record(action, id, before, after, Set.of());
  }

  /**
   * The same of something that holds secrets.
   *
   * @param hidden members of which only that they changed is recorded
   */
  public void record(String action, Object id, Object before, Object after, Set<String> hidden) {
    record(List.of(Change.of(authors.current(), action, id, before, after, hidden)));
  }

  /** Records changes. */
  public void record(List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    ArrayNode rows = Json.MAPPER.createArrayNode();
    changes.forEach(change -> rows.add(change.row()));
    sql.update("Changes cannot be recorded", RECORD, Json.write(rows));
  }
}
