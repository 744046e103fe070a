package org.taskyard.execution.node;

import java.util.Collection;

/** Somebody who takes due tasks as soon as there are some. */
public interface AwaitsTasks {

  /** The handlers whose tasks are awaited now. */
  Collection<String> awaited();
}
