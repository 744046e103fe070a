package org.taskyard.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.taskyard.access.Principal;
import org.taskyard.access.audit.Audit;
import org.taskyard.access.audit.Author;
import org.taskyard.access.audit.Authors;
import org.taskyard.access.audit.Change;
import org.taskyard.database.Sql;
import org.taskyard.json.Json;
import org.taskyard.operation.order.OperationRequest;
import org.taskyard.operation.order.StoredOperation;
import org.taskyard.operation.run.OperateHandler;
import org.taskyard.refusal.Faults;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.task.TaskInput;
import org.taskyard.task.create.SubmitTasks;

/** Runs what was previewed: makes it a task, in one transaction with its row in the audit. */
@Stateless
public class CreateOperation {

  /** From so many tasks on a reason is required. */
  static final int REASON_FROM = 100;

  private static final String RUN =
      "UPDATE operation SET expires_at = NULL, reason = ? WHERE operation_id = ?";

  @Inject private Sql sql;
  @Inject private Audit audit;
  @Inject private Authors authors;
  @EJB private SubmitTasks submitTasks;

  /**
   * Runs it. A repeat changes nothing.
   *
   * @param reason why; null for none
   * @throws OperationErrors.PreviewNotFound if the token is not one that the caller can run now
   * @throws OperationErrors.TooManyTasks if it would act on too many
   * @throws InvalidInput if a reason is required and there is none
   * @throws Principal.Forbidden if the caller may no longer do it with one task
   */
  public void create(UUID token, String reason, Principal caller) {
    StoredOperation preview =
        StoredOperation.lock(token, caller.owner(), Rights.caller(caller), sql)
            .orElseThrow(OperationErrors.PreviewNotFound::new);
    OperationRequest request = OperationRequest.stored(preview.request(), caller.owner());
    Rights.need(request, caller);
    if (preview.isRun()) {
      return;
    }
    if (preview.matched() > CountItems.MOST) {
      throw new OperationErrors.TooManyTasks(CountItems.MOST);
    }
    if (reason == null && preview.matched() >= REASON_FROM) {
      throw new InvalidInput(
          "/reason", "required from " + REASON_FROM + " tasks on: why is it done?");
    }
    sql.update("An operation cannot be run", RUN, reason, token);
    Author author = authors.current().because(reason);
    authors.as(author, () -> submit(preview, request, reason, caller));
    ObjectNode after = request.body().deepCopy();
    after.put("matched", preview.matched());
    audit.record(List.of(new Change(author, "operation.create", token.toString(), null, after)));
  }

  private Object submit(
      StoredOperation preview, OperationRequest request, String reason, Principal caller) {
    ObjectNode task = Json.MAPPER.createObjectNode().put("handler", OperateHandler.NAME);
    ObjectNode shown = task.putObject("request");
    shown.put("operation_id", preview.id().toString()).put("matched", preview.matched());
    shown.put("reason", reason).setAll(request.body());
    Faults faults = new Faults();
    TaskInput input = TaskInput.ofNew(task, "", faults, caller.creator());
    faults.refuse();
    return submitTasks.one(input.withId(preview.id()));
  }
}
