package org.taskyard.execution.node;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.taskyard.execution.LeaseLost;
import org.taskyard.execution.TaskContext;
import org.taskyard.execution.TaskHandler;
import org.taskyard.execution.lease.Ending;
import org.taskyard.execution.lease.ExchangeTasks;

/**
 * Calls a handler that asked for it within a transaction, and ends the run in the same: its effects
 * and the completion commit together, or neither does.
 */
@Stateless
public class RunInTransaction {

  @EJB private ExchangeTasks tasks;
  @Resource private SessionContext transaction;

  /**
   * Runs the attempt.
   *
   * @return how it ends, if it is not done: that is still to be written, and everything else is
   *     rolled back; null if it is done, and committed with all its effects
   * @throws LeaseLost if the run is no longer this node's; everything is rolled back
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Ending run(TaskHandler handler, TaskContext context, Run run) throws Exception {
    try {
      Ending ending = RunTask.ending(run, handler.handle(context));
      if (!(ending instanceof Ending.Completed)) {
        transaction.setRollbackOnly();
        return ending;
      }
      if (!run.end()) {
        throw new LeaseLost(context.id());
      }
      tasks.finishWithin(ending);
      return null;
    } catch (Exception failed) {
      transaction.setRollbackOnly();
      throw failed;
    }
  }
}
