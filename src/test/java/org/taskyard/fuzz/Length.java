package org.taskyard.fuzz;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyAttributes;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * How long to try, and from which seed: by default the same short run each time, so that a build
 * fails by a change and not by chance. {@code -Dtaskyard.fuzz.times=20} tries twenty times as much,
 * {@code -Dtaskyard.fuzz.seed=N} other things, {@code -Dtaskyard.fuzz.seed=random} others each
 * time. The seed is part of the report of each property.
 */
final class Length implements AroundPropertyHook {

  private static final String SEED = System.getProperty("taskyard.fuzz.seed", "20260101");
  private static final int TIMES = Integer.getInteger("taskyard.fuzz.times", 1);

  /** Of a class: holds for each of its properties. */
  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyAttributes attributes = context.attributes();
    attributes.setAfterFailure(AfterFailureMode.RANDOM_SEED);
    attributes.tries().ifPresent(tries -> attributes.setTries(tries * TIMES));
    if (!SEED.equals("random")) {
      attributes.setSeed(SEED);
    }
    return property.execute();
  }
}
