package org.taskyard.watch;

import org.taskyard.refusal.ServiceException;

/** Why nobody more may listen. */
final class WatchErrors {

  private WatchErrors() {}

  /** The caller's address listens often enough. */
  static final class CallerListensOften extends ServiceException {
    private static final long serialVersionUID = 1L;

    CallerListensOften(int most) {
      super(
          Kind.TOO_MANY,
          "too-many-streams",
          "Too many streams of one caller",
          "Your address has "
              + most
              + " streams of events open on this node already. Use one stream with several filters.");
    }
  }

  /** The node has as many listeners as it takes. */
  static final class NodeIsFull extends ServiceException {
    private static final long serialVersionUID = 1L;

    NodeIsFull(int most) {
      super(
          Kind.BUSY,
          "too-many-listeners",
          "Too many listen",
          most + " streams of events are open on this node. Try another node, or later.");
    }
  }
}
