package org.taskyard.operation;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.taskyard.access.Principal;
import org.taskyard.access.Scope;
import org.taskyard.database.ServiceClock;
import org.taskyard.database.Sql;
import org.taskyard.json.Json;
import org.taskyard.operation.order.Frozen;
import org.taskyard.operation.order.OperationRequest;
import org.taskyard.secrecy.SearchGuard;

/** Shows what an operation would do, and keeps it for its caller, to be run unchanged. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PreviewOperation {

  private static final Duration KEPT = Duration.ofMinutes(10);

  private static final String KEEP =
      """
      INSERT INTO operation (operation_id, tenant, previewed_at, expires_at, matched, previewed_by, request)
      VALUES (gen_random_uuid(), ?, ?::timestamptz, ?::timestamptz, ?, ?, ?::jsonb)
      RETURNING operation_id
      """;

  @Inject private EntityManager database;
  @Inject private Sql sql;
  @Inject private SearchGuard guard;
  @EJB private CountItems countItems;

  /**
   * Previews it.
   *
   * @throws Principal.Forbidden if the caller may not do this with one task, or see tasks
   * @throws org.taskyard.refusal.InvalidInput with every fault of the body
   * @throws org.taskyard.secrecy.SecrecyErrors.MaskedPath if the filter asks for what is masked
   * @throws org.taskyard.secrecy.SecrecyErrors.EncryptedPath if it asks for what is encrypted
   */
  public OperationPreview preview(JsonNode body, Principal caller) {
    OperationRequest request = OperationRequest.read(body, caller.owner());
    Rights.need(request, caller);
    caller.need(Scope.TASK_READ);
    guard.check(request.search().page(), request.search().sight());
    Instant at = ServiceClock.now(database);
    Frozen frozen = new Frozen(request, at);
    int counted = countItems.items(frozen);
    boolean tooMany = counted > CountItems.MOST;
    int matched = Math.min(counted, CountItems.MOST);
    Instant until = at.plus(KEPT);
    UUID token =
        sql.one(
            "A preview cannot be kept",
            KEEP,
            Sql::uuid,
            caller.tenantOrNone(),
            at,
            until,
            counted,
            Rights.caller(caller),
            Json.write(request.body()));
    return new OperationPreview(
        token,
        until,
        at,
        request.body(),
        matched,
        tooMany,
        countItems.leftOut(frozen),
        countItems.sample(frozen),
        Effects.of(request, matched, tooMany),
        matched >= CreateOperation.REASON_FROM);
  }
}
