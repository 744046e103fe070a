package org.taskyard.access.audit;

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
 * Finds rows of the audit, by the conventions of the search for tasks. Reads on the connections for
 * searches.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SearchAudit {

  private static final String ADVICE =
      "Add a condition on target_id, principal_id, action or a range of at; sort by at; page by"
          + " cursor instead of deep page numbers.";

  private static final Fields<Root<AuditRow>> FIELDS =
      Fields.of(
          List.of(
              Field.of("audit_id", Type.LONG, row -> row.get(AuditRow_.auditId)),
              Field.of("at", Type.MOMENT, row -> row.get(AuditRow_.at)),
              Field.of("action", Type.TEXT, row -> row.get(AuditRow_.action)),
              Field.of("target_kind", Type.TEXT, row -> row.get(AuditRow_.targetKind)),
              Field.orNull("target_id", Type.TEXT, row -> row.get(AuditRow_.targetId)),
              Field.of("principal_kind", Type.TEXT, row -> row.get(AuditRow_.principalKind)),
              Field.orNull("principal_id", Type.TEXT, row -> row.get(AuditRow_.principalId)),
              Field.of("tenant", Type.TEXT, row -> row.get(AuditRow_.tenant)),
              Field.orNull("user_id", Type.TEXT, row -> row.get(AuditRow_.userId)),
              Field.orNull("address", Type.TEXT, row -> row.get(AuditRow_.address)),
              Field.orNull("request_id", Type.TEXT, row -> row.get(AuditRow_.requestId)),
              Field.orNull("reason", Type.TEXT, row -> row.get(AuditRow_.reason)),
              Field.orNull("before", Type.JSON, row -> row.get(AuditRow_.before)),
              Field.orNull("after", Type.JSON, row -> row.get(AuditRow_.after))));

  private static Listing<AuditRow> audit(String tenant) {
    return new Listing<>(
        AuditRow.class,
        FIELDS,
        (criteria, row) ->
            tenant == null
                ? criteria.conjunction()
                : criteria.equal(row.get(AuditRow_.tenant), tenant),
        "-at");
  }

  @Inject private EntityManager database;

  /**
   * The page asked for; past the end it is empty.
   *
   * @param body null, missing or empty for the first page of all rows, newest first
   * @param tenant whose rows the caller sees; null for all
   * @throws org.taskyard.refusal.InvalidInput with every fault of the body
   * @throws org.taskyard.listing.SearchTooBroad if the database would need too long
   */
  public Page<AuditView> search(JsonNode body, String tenant) {
    return audit(tenant).findAmongMany(database, body, ADVICE).map(AuditRow::view);
  }
}
