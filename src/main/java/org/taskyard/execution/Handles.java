package org.taskyard.execution;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the tasks that a {@link TaskHandler} runs, with the settings that the cluster starts from.
 * The row in the table {@code handler} is made of them once and is the truth after that, changeable
 * at run time.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Handles {

  /** The handler's name, as in the field {@code handler} of a task. */
  String value();

  /** Runs allowed, the first one included, for tasks that do not say otherwise. */
  int maxAttempts() default 5;

  /** A run that takes longer is flagged, interrupted and then counted as failed. */
  int timeoutSeconds() default 300;

  /** Wait before the second run; doubles with each further one. */
  long backoffFirstMillis() default 1_000;

  /** Longest wait between two runs. */
  long backoffCapMillis() default 3_600_000;

  /**
   * How long a silent node keeps a task before others may take it; renewed while the node is well.
   */
  int leaseSeconds() default 30;

  /**
   * True: handler and completion commit in one JTA transaction, so that its effects happen exactly
   * once.
   */
  boolean transactional() default false;
}
