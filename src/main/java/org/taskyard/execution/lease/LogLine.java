package org.taskyard.execution.lease;

/**
 * A line that a handler or worker said about its run.
 *
 * @param said when, by {@link System#nanoTime()}
 * @param text at most {@link #MAX_LENGTH} characters; longer ones are cut
 */
public record LogLine(long said, String text) {

  /** Longer lines are cut. */
  public static final int MAX_LENGTH = 2_000;

  /** Further lines of a run are dropped; one more says so. */
  public static final int MAX_LINES = 1_000;

  public LogLine {
    text = StorableText.cut(text, MAX_LENGTH);
  }

  /** Said now. */
  public static LogLine now(String text) {
    return new LogLine(System.nanoTime(), text);
  }
}
