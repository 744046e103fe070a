package org.taskyard.operation.run;

import java.util.UUID;
import org.taskyard.refusal.InvalidInput;
import org.taskyard.refusal.ServiceException;

/**
 * What became of an item.
 *
 * @param outcome {@link #DONE}, {@link #REFUSED} or {@link #SKIPPED}
 * @param reason the problem of a single call that is refused; null if it was done
 * @param detail the same in a sentence
 */
record ItemOutcome(UUID task, String outcome, String reason, String detail) {

  static final String DONE = "done";
  static final String REFUSED = "refused";
  static final String SKIPPED = "skipped";

  private static final int LONGEST = 500;

  static ItemOutcome done(UUID task) {
    return new ItemOutcome(task, DONE, null, null);
  }

  /** It is not as it was at the preview. */
  static ItemOutcome changed(UUID task) {
    return new ItemOutcome(
        task,
        SKIPPED,
        "changed",
        "The task was changed, started, ended or deleted since the preview.");
  }

  /** A single call would have been refused. */
  static ItemOutcome of(UUID task, ServiceException refusal) {
    if (refusal.kind() == ServiceException.Kind.NOT_FOUND) {
      return changed(task);
    }
    String detail =
        refusal instanceof InvalidInput faults ? faults.inOneLine() : refusal.getMessage();
    return new ItemOutcome(
        task, REFUSED, refusal.slug(), detail.substring(0, Math.min(LONGEST, detail.length())));
  }
}
