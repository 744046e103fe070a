package org.taskyard.work;

import org.taskyard.refusal.ServiceException;

/** The token is not the one of the task's lease: it was lost, or the run has ended. */
final class LeaseIsOver extends ServiceException {

  private static final long serialVersionUID = 1L;

  LeaseIsOver() {
    super(
        Kind.CONFLICT,
        "lease-is-over",
        "The lease is over",
        "This lease_token is not the task's any more: the lease was lost, the task was taken away, or the run has ended. "
            + "Nothing was changed; stop working on it.");
  }
}
