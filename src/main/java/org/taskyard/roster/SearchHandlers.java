package org.taskyard.roster;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.taskyard.listing.Column;
import org.taskyard.listing.Column.Type;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;

/**
 * Finds handlers, by the conventions of the search for tasks. Reads on the connections for
 * searches.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SearchHandlers {

  private static final Listing<RosterEntry> HANDLERS =
      new Listing<>(
          RosterEntry.class,
          List.of(
              new Column<>("name", Type.TEXT, () -> RosterEntry_.name),
              new Column<>("max_attempts", Type.NUMBER, () -> RosterEntry_.maxAttempts),
              new Column<>("timeout_seconds", Type.NUMBER, () -> RosterEntry_.timeoutSeconds),
              new Column<>("backoff_first_ms", Type.NUMBER, () -> RosterEntry_.backoffFirstMs),
              new Column<>("backoff_cap_ms", Type.NUMBER, () -> RosterEntry_.backoffCapMs),
              new Column<>("lease_seconds", Type.NUMBER, () -> RosterEntry_.leaseSeconds),
              new Column<>("paused", Type.FLAG, () -> RosterEntry_.paused),
              new Column<>("updated_at", Type.MOMENT, () -> RosterEntry_.updatedAt),
              new Column<>("served", Type.FLAG, () -> RosterEntry_.served),
              new Column<>("pending", Type.NUMBER, () -> RosterEntry_.pending),
              new Column<>("running", Type.NUMBER, () -> RosterEntry_.running),
              new Column<>("oldest_due_at", Type.MOMENT, () -> RosterEntry_.oldestDueAt)),
          (criteria, handler) -> criteria.conjunction(),
          "name");

  @PersistenceContext(unitName = "taskyard")
  private EntityManager database;

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all handlers, by name
   * @throws org.taskyard.refusal.InvalidInput with every fault of the body
   */
  public Page<HandlerView> search(JsonNode body) {
    return HANDLERS.find(database, body).map(HandlerView::of);
  }
}
