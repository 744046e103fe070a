package org.taskyard.operation;

import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;
import org.taskyard.access.Owner;
import org.taskyard.database.Sql;
import org.taskyard.operation.order.StoredOperation;
import org.taskyard.task.TaskErrors.TaskNotFound;
import org.taskyard.task.TaskView;
import org.taskyard.task.ViewTask;

/** Shows how far an operation is. */
@Stateless
public class ViewOperation {

  @Inject private Sql sql;
  @EJB private ViewTask viewTask;

  /**
   * The operation as it is now.
   *
   * @param owner whose tasks the caller sees; an operation is whose its task is
   * @throws OperationErrors.OperationNotFound if there is none
   */
  public OperationView view(UUID id, Owner owner) {
    TaskView task;
    try {
      task = viewTask.view(id, owner);
    } catch (TaskNotFound none) {
      throw new OperationErrors.OperationNotFound();
    }
    return StoredOperation.find(id, owner, sql)
        .filter(StoredOperation::isRun)
        .map(operation -> OperationView.of(operation, task))
        .orElseThrow(OperationErrors.OperationNotFound::new);
  }
}
