package org.taskyard.secrecy;

import org.taskyard.access.Principal;
import org.taskyard.access.Scope;

/** How much of a task is shown. */
public enum Sight {
  /** All of it. */
  WHOLE,
  /** Without what its handler masks. */
  MASKED,
  /**
   * Without what its handler masks or has encrypted: for what is stored as plain text, where others
   * may read it.
   */
  FILED;

  /** What that caller sees. */
  public static Sight of(Principal caller) {
    return caller.may(Scope.UNMASKED) ? WHOLE : MASKED;
  }
}
