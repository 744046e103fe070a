package org.taskyard.operation;

import org.taskyard.access.Principal;
import org.taskyard.access.Scope;
import org.taskyard.operation.order.OperationRequest;

/** Who may do with many tasks what an operation does: whoever may do it with one. */
final class Rights {

  private Rights() {}

  /**
   * Ends what the caller may not do.
   *
   * @throws Principal.Forbidden without the scope of the action
   */
  static void need(OperationRequest request, Principal caller) {
    caller.need(request.action().scope());
    if (request.force()) {
      caller.need(Scope.TASK_OPERATE);
    }
  }

  /** To whom a preview belongs. */
  static String caller(Principal caller) {
    return caller.repeats("operation");
  }
}
