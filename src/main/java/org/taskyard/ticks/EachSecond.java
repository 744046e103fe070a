package org.taskyard.ticks;

/**
 * Something that has to be looked at once a second on every node. Found and called by {@link
 * TickTimer}.
 */
public interface EachSecond {

  /** Must be quick, for the others wait: longer work goes into a thread of its own. */
  void tick();
}
