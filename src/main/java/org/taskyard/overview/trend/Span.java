package org.taskyard.overview.trend;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.taskyard.refusal.InvalidInput;

/** How far back a trend goes, in points of the same length. */
enum Span {
  HOUR(60, 1),
  DAY(144, 10),
  WEEK(168, 60);

  private static final String KNOWN =
      Arrays.stream(values()).map(Span::text).collect(Collectors.joining(", "));

  private final int points;
  private final int minutes;

  /**
   * @param minutes of each point, which is what rows of figures hold at that age at most
   */
  Span(int points, int minutes) {
    this.points = points;
    this.minutes = minutes;
  }

  /**
   * The span of that name.
   *
   * @param text null for the last hour
   * @throws InvalidInput if there is none
   */
  static Span of(String text) {
    return text == null
        ? HOUR
        : Arrays.stream(values())
            .filter(span -> span.text().equals(text))
            .findFirst()
            .orElseThrow(() -> new InvalidInput("", "the parameter span is one of: " + KNOWN));
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  int points() {
    return points;
  }

  /** The length of a point. */
  int minutes() {
    return minutes;
  }
}
