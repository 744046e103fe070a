package org.taskyard.roster;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.taskyard.listing.Listing;
import org.taskyard.listing.Page;
import org.taskyard.listing.filter.Field;
import org.taskyard.listing.filter.Field.Type;
import org.taskyard.listing.filter.Fields;

/**
 * Finds handlers, by the conventions of the search for tasks. Reads on the connections for
 * searches.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SearchHandlers {

  private static final Fields<Root<RosterEntry>> FIELDS =
      Fields.of(
          List.of(
              Field.of("name", Type.TEXT, row -> row.get(RosterEntry_.name)),
              Field.of("max_attempts", Type.INTEGER, row -> row.get(RosterEntry_.maxAttempts)),
              Field.of(
                  "timeout_seconds", Type.INTEGER, row -> row.get(RosterEntry_.timeoutSeconds)),
              Field.of("backoff_first_ms", Type.LONG, row -> row.get(RosterEntry_.backoffFirstMs)),
              Field.of("backoff_cap_ms", Type.LONG, row -> row.get(RosterEntry_.backoffCapMs)),
              Field.of("lease_seconds", Type.INTEGER, row -> row.get(RosterEntry_.leaseSeconds)),
              Field.of("paused", Type.FLAG, row -> row.get(RosterEntry_.paused)),
              Field.orNull("updated_at", Type.MOMENT, row -> row.get(RosterEntry_.updatedAt)),
              Field.of("served", Type.FLAG, row -> row.get(RosterEntry_.served)),
              Field.of("pending", Type.LONG, row -> row.get(RosterEntry_.pending)),
              Field.of("running", Type.LONG, row -> row.get(RosterEntry_.running)),
              Field.orNull(
                  "oldest_due_at", Type.MOMENT, row -> row.get(RosterEntry_.oldestDueAt))));

  private static final Listing<RosterEntry> HANDLERS =
      new Listing<>(
          RosterEntry.class, FIELDS, (criteria, handler) -> criteria.conjunction(), "name");

  @Inject private EntityManager database;

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
