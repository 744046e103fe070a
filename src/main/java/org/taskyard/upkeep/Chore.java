package org.taskyard.upkeep;

import java.time.Duration;

/**
 * Something that is done again and again on every node. Safe on all nodes at once, and each time a
 * bounded piece of work.
 */
public interface Chore {

  /** What is done, for the log. */
  String name();

  /**
   * Does a piece.
   *
   * @return how many things were done
   */
  int run();

  /** The pause before the next piece, after one that did that many things. */
  Duration pauseAfter(int done);
}
