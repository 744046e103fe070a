package org.taskyard.execution.lease;

/**
 * Which tasks a claim takes, and which of them first: conditions about a row of the queue. The
 * claim uses them, and so does the explanation why a task waits. The statement around them has a
 * part {@code clock} with the time as {@code now}.
 */
public final class ClaimRules {

  private ClaimRules() {}

  /** Nobody runs it. */
  public static String waits(String row) {
    return row + ".token IS NULL";
  }

  /** Its time has come. */
  public static String isDue(String row) {
    return row + ".due_at <= (SELECT now FROM clock)";
  }

  /**
   * The cluster knows the handler and has not paused it: true, false if it is paused, null if it is
   * not known.
   *
   * @param handler an expression for its name
   */
  public static String goesOn(String handler) {
    return "(SELECT NOT paused FROM handler WHERE name = " + handler + ")";
  }

  /** The order within a handler and a priority; higher priorities come before. */
  static final String ORDER = "due_at, task_id";

  /** The same with the name of the row, to be compared with another one. */
  public static String order(String row) {
    return row + "." + ORDER.replace(" ", " " + row + ".");
  }
}
