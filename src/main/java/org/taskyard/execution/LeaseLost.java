package org.taskyard.execution;

import jakarta.ejb.ApplicationException;
import java.util.UUID;

/**
 * The task is no longer this run's: another holder, a cancel or a delete took it. Rolls the
 * transaction back.
 */
@ApplicationException(rollback = true)
public class LeaseLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LeaseLost(UUID task) {
    super("Task " + task + " is no longer held by this run");
  }
}
