package org.taskyard.watch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far somebody has read: all that a snapshot saw; and where it is in the middle, of what a
 * later snapshot saw more, the events up to a place. It is the id of an event, and says on every
 * node and after every restart what comes next.
 *
 * @param seen what was read whole
 * @param next the snapshot under way, null if there is none
 * @param seq of the last row read of it
 * @param index of the last task read in that row
 */
public record Position(Snapshot seen, Snapshot next, long seq, int index) {

  private static final int LONGEST = 8_000;
  private static final Pattern ID =
      Pattern.compile("([\\d.-]+)(?:/([\\d.-]+)/(\\d{1,18})/(\\d{1,9}))?");

  /** Everything that the snapshot saw. */
  static Position at(Snapshot seen) {
    return new Position(seen, null, 0, 0);
  }

  /** In the middle of what {@code to} saw more. */
  Position within(Snapshot to, long row, int task) {
    return new Position(seen, to, row, task);
  }

  /** The id of the event read last. */
  String id() {
    return next == null
        ? seen.token()
        : seen.token() + '/' + next.token() + '/' + seq + '/' + index;
  }

  /** Reads an id; null if it is none. */
  static Position of(String id) {
    Matcher parts = ID.matcher(id);
    if (id.length() > LONGEST || !parts.matches()) {
      return null;
    }
    Snapshot seen = Snapshot.ofToken(parts.group(1));
    if (parts.group(2) == null) {
      return seen == null ? null : at(seen);
    }
    Snapshot next = Snapshot.ofToken(parts.group(2));
    return seen == null || next == null
        ? null
        : new Position(
            seen, next, Long.parseLong(parts.group(3)), Integer.parseInt(parts.group(4)));
  }
}
