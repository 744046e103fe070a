package org.taskyard.overview.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.taskyard.execution.figures.Buckets;
import org.taskyard.overview.trend.Trend.Figures;
import org.taskyard.overview.trend.Trend.OfHandler;
import org.taskyard.support.TestDatabase;

/** On a database whose clock stands still, shortly after half past ten. */
class ShowTrendTest {

  private static final TestDatabase database = TestDatabase.create();

  @BeforeAll
  static void stopClock() {
    database.run(
        "CREATE OR REPLACE FUNCTION service_clock() RETURNS timestamptz LANGUAGE sql"
            + " AS $$SELECT '2026-11-24T10:30:20Z'::timestamptz$$");
  }

  @BeforeEach
  void empty() {
    database.run("DELETE FROM run_figure");
    database.run("DELETE FROM task");
  }

  private static void figure(
      int minutes, String at, String handler, String measure, int bucket, int count) {
    database.run(
        "INSERT INTO run_figure (minutes, at, handler, measure, bucket, count) VALUES (?, ?::timestamptz, ?, ?, ?, ?)",
        minutes,
        at,
        handler,
        measure,
        bucket,
        count);
  }

  private static Trend show(Span span, String handler) {
    return ShowTrend.show(span, new ReadFigures(database.sql(), handler));
  }

  private static OfHandler of(Trend trend, String handler) {
    return trend.handlers().stream()
        .filter(one -> one.handler().equals(handler))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anHourHasAPointForEachMinuteThatIsOver() {
    figure(1, "2026-11-24T09:29:00Z", "A", "completed", 0, 99);
    figure(1, "2026-11-24T09:30:00Z", "A", "completed", 0, 1);
    figure(1, "2026-11-24T10:29:00Z", "A", "completed", 0, 2);
    figure(1, "2026-11-24T10:29:00Z", "B", "completed", 0, 3);
    figure(1, "2026-11-24T10:30:00Z", "A", "completed", 0, 99);
    Trend trend = show(Span.HOUR, null);
    assertThat(trend.from()).isEqualTo(Instant.parse("2026-11-24T09:30:00Z"));
    assertThat(trend.to()).isEqualTo(Instant.parse("2026-11-24T10:30:00Z"));
    assertThat(trend.points()).hasSize(60);
    assertThat(trend.points().get(0).at()).isEqualTo(trend.from());
    assertThat(trend.points().get(0).figures().completed()).isEqualTo(1);
    assertThat(trend.points().get(1).figures()).isEqualTo(new Figures(0, 0, 0, null, null, null));
    assertThat(trend.points().get(59).figures().completed()).isEqualTo(5);
    assertThat(trend.total().completed()).isEqualTo(6);
  }

  @Test
  void theLongerSpansAddUpWhatIsKeptInMinutesTensAndHours() {
    figure(1, "2026-11-24T10:29:00Z", "A", "completed", 0, 1);
    figure(1, "2026-11-24T10:20:00Z", "A", "completed", 0, 2);
    figure(10, "2026-11-24T08:00:00Z", "A", "completed", 0, 4);
    figure(60, "2026-11-22T08:00:00Z", "A", "completed", 0, 8);
    Trend day = show(Span.DAY, null);
    assertThat(day.points()).hasSize(144);
    assertThat(day.points().get(143).figures().completed()).isEqualTo(3);
    assertThat(day.total().completed()).isEqualTo(7);
    Trend week = show(Span.WEEK, null);
    assertThat(week.points()).hasSize(168);
    // the hour that began at ten is not over
    assertThat(week.to()).isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
    assertThat(week.total().completed()).isEqualTo(12);
  }

  @Test
  void percentilesAreOfAllRunsOfAPointAndFailuresAreAShareOfRuns() {
    figure(1, "2026-11-24T10:29:00Z", "A", "run_time", Buckets.of(0.02), 60);
    figure(1, "2026-11-24T10:29:00Z", "B", "run_time", Buckets.of(0.02), 37);
    figure(1, "2026-11-24T10:29:00Z", "B", "run_time", Buckets.of(30), 3);
    figure(1, "2026-11-24T10:29:00Z", "A", "completed", 0, 6);
    figure(1, "2026-11-24T10:29:00Z", "A", "failed", 0, 1);
    figure(1, "2026-11-24T10:29:00Z", "A", "retried", 0, 1);
    Figures last = show(Span.HOUR, null).points().get(59).figures();
    assertThat(last.runTime().p50()).isCloseTo(0.02, Percentage.withPercentage(42));
    assertThat(last.runTime().p99()).isCloseTo(30, Percentage.withPercentage(42));
    assertThat(last.startDelay()).isNull();
    assertThat(last.failureShare()).isEqualTo(0.25);
  }

  @Test
  void theBacklogIsWhatIsDueAndDrainsAsInTheLastTenMinutes() {
    database.aTask().of("A").dueIn(Duration.ofMinutes(-1)).insert();
    database.aTask().of("A").dueIn(Duration.ofMinutes(-1)).insert();
    database.aTask().of("A").dueIn(Duration.ofMinutes(1)).insert();
    database.aTask().of("Slow").dueIn(Duration.ofMinutes(-1)).insert();
    figure(1, "2026-11-24T10:20:00Z", "A", "completed", 0, 3);
    figure(1, "2026-11-24T10:20:00Z", "A", "failed", 0, 1);
    figure(1, "2026-11-24T10:19:00Z", "A", "completed", 0, 56);
    figure(1, "2026-11-24T10:19:00Z", "Slow", "completed", 0, 1);
    figure(1, "2026-11-24T10:19:00Z", "Idle", "completed", 0, 1);
    Trend trend = show(Span.HOUR, null);
    assertThat(of(trend, "A").backlog()).isEqualTo(2);
    assertThat(of(trend, "A").drainSeconds()).isEqualTo(300);
    assertThat(of(trend, "A").perMinute()).isEqualTo(1);
    assertThat(of(trend, "Slow").backlog()).isEqualTo(1);
    assertThat(of(trend, "Slow").drainSeconds()).isNull();
    assertThat(of(trend, "Idle").drainSeconds()).isZero();
    assertThat(trend.handlers()).extracting(OfHandler::handler).startsWith("A").hasSize(3);
  }

  @Test
  void oneHandlerIsShownAlone() {
    figure(1, "2026-11-24T10:29:00Z", "A", "completed", 0, 1);
    figure(1, "2026-11-24T10:29:00Z", "B", "completed", 0, 2);
    database.aTask().of("B").dueIn(Duration.ofMinutes(-1)).insert();
    Trend trend = show(Span.HOUR, "A");
    assertThat(trend.total().completed()).isEqualTo(1);
    assertThat(trend.handlers()).extracting(OfHandler::handler).containsExactly("A");
  }
}
