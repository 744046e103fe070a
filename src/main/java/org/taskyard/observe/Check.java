package org.taskyard.observe;

/** Something of this node that is well or not. Beans of this type make up {@code /health}. */
public interface Check {

  /** What it means if something is not well. */
  enum Kind {
    /** Not alive: only a new start of this node mends it. */
    LIVE,
    /** Not ready: for now, send requests to other nodes. */
    READY
  }

  /** What callers read it by. */
  String name();

  Kind kind();

  /** Answers within seconds, whatever is wrong. */
  boolean isUp();
}
