package org.taskyard.execution.node;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.taskyard.execution.LeaseLost;
import org.taskyard.execution.Outcome;
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

  /**
   * The handler has thrown; the cause says what. A checked exception, which servers do not log:
   * what a handler says may be for few.
   */
  static final class Thrown extends Exception {
    private static final long serialVersionUID = 1L;

    Thrown(Exception cause) {
      super(cause);
    }

    @Override
    public synchronized Exception getCause() {
      return (Exception) super.getCause();
    }
  }

  @EJB private ExchangeTasks tasks;
  @Resource private SessionContext transaction;

  /**
   * Runs the attempt.
   *
   * @return how it ends, if it is not done: that is still to be written, and everything else is
   *     rolled back; null if it is done, and committed with all its effects
   * @throws Thrown if the handler does; everything is rolled back
   * @throws LeaseLost if the run is no longer this node's; everything is rolled back
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Ending run(TaskHandler handler, TaskContext context, Run run) throws Exception {
    try {
      Ending ending = RunTask.ending(run, answer(handler, context));
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

  private static Outcome answer(TaskHandler handler, TaskContext context) throws Thrown {
    try {
      return handler.handle(context);
    } catch (LeaseLost lost) {
      throw lost;
    } catch (Exception thrown) {
      throw new Thrown(thrown);
    }
  }
}
