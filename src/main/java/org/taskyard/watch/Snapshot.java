package org.taskyard.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which transactions somebody has seen, as PostgreSQL has it (type pg_snapshot): all before xmin;
 * none from xmax on; between them all but those that were in progress.
 */
public record Snapshot(long xmin, long xmax, List<Long> inProgress) {

  private static final Pattern TOKEN =
      Pattern.compile("\\d{1,18}(?:-\\d{1,18}(?:\\.\\d{1,18}){0,500})?");

  /** Reads PostgreSQL's text. */
  static Snapshot ofDatabase(String text) {
    String[] parts = text.split(":", -1);
    List<Long> inProgress = new ArrayList<>();
    for (String xid : parts[2].isEmpty() ? new String[0] : parts[2].split(",")) {
      inProgress.add(Long.valueOf(xid));
    }
    return new Snapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), inProgress);
  }

  /** PostgreSQL's text. */
  String forDatabase() {
    return xmin
        + ":"
        + xmax
        + ":"
        + String.join(",", inProgress.stream().map(String::valueOf).toList());
  }

  /**
   * The short form in ids of events: xmin, how far xmax is behind it, and how far each transaction
   * in progress.
   */
  String token() {
    if (xmax == xmin) {
      return Long.toString(xmin);
    }
    StringBuilder token = new StringBuilder().append(xmin).append('-').append(xmax - xmin);
    inProgress.forEach(xid -> token.append('.').append(xid - xmin));
    return token.toString();
  }

  /** Reads the short form; null if it is none. */
  static Snapshot ofToken(String token) {
    if (!TOKEN.matcher(token).matches()) {
      return null;
    }
    String[] ends = token.split("-");
    long xmin = Long.parseLong(ends[0]);
    String[] ahead = ends.length == 1 ? new String[] {"0"} : ends[1].split("\\.");
    long xmax = xmin + Long.parseLong(ahead[0]);
    List<Long> inProgress = new ArrayList<>();
    long last = xmin - 1;
    for (int i = 1; i < ahead.length; i++) {
      long xid = xmin + Long.parseLong(ahead[i]);
      if (xid <= last || xid >= xmax) {
        return null;
      }
      inProgress.add(xid);
      last = xid;
    }
    return new Snapshot(xmin, xmax, inProgress);
  }
}
