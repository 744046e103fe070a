package org.taskyard.overview.trend;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.taskyard.database.Sql;
import org.taskyard.database.pool.Pools;
import org.taskyard.execution.figures.RunFigures;
import org.taskyard.overview.trend.Trend.OfHandler;
import org.taskyard.overview.trend.Trend.Point;

/** Sums up the figures of a span. Reads on the connections for searches. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ShowTrend {

  /** Of which the time to drain is estimated. */
  private static final Duration LATELY = Duration.ofMinutes(10);

  @Inject private Pools pools;

  /**
   * The span up to now.
   *
   * @param handler whose figures alone; null for all
   */
  public Trend show(Span span, String handler) {
    return show(span, new ReadFigures(new Sql(pools.searching()), handler));
  }

  static Trend show(Span span, ReadFigures figures) {
    ReadFigures.Ends ends = figures.ends(span);
    Duration point = Duration.ofMinutes(span.minutes());
    Instant from = ends.point().minus(point.multipliedBy(span.points()));
    List<Sums> points = Stream.generate(Sums::new).limit(span.points()).toList();
    Map<String, Sums> handlers = new HashMap<>();
    Sums total = new Sums();
    figures.each(
        span,
        from,
        ends.point(),
        (place, handler, measure, bucket, count) -> {
          if (handler == null) {
            points.get(place).add(measure, bucket, count);
            total.add(measure, bucket, count);
          } else {
            handlers.computeIfAbsent(handler, h -> new Sums()).add(measure, bucket, count);
          }
        });
    return new Trend(
        span.text(),
        from,
        ends.point(),
        (int) point.toSeconds(),
        total.figures(),
        IntStream.range(0, span.points())
            .mapToObj(i -> new Point(from.plus(point.multipliedBy(i)), points.get(i).figures()))
            .toList(),
        handlers(span, handlers, figures, ends.minute().minus(LATELY)));
  }

  private static List<OfHandler> handlers(
      Span span, Map<String, Sums> sums, ReadFigures figures, Instant lately) {
    Map<String, Long> backlog = figures.backlog(RunFigures.MOST);
    Map<String, Long> ended = figures.endedSince(lately);
    TreeSet<String> names = new TreeSet<>(sums.keySet());
    names.addAll(backlog.keySet());
    double minutes = span.points() * span.minutes();
    return names.stream()
        .map(
            name -> {
              Sums own = sums.getOrDefault(name, new Sums());
              long due = backlog.getOrDefault(name, 0L);
              return new OfHandler(
                  name,
                  own.figures(),
                  Sums.rounded(own.ended() / minutes),
                  due,
                  drainSeconds(due, ended.getOrDefault(name, 0L)));
            })
        .sorted(
            Comparator.comparingLong(
                    (OfHandler one) -> -one.figures().completed() - one.figures().failed())
                .thenComparing(one -> -one.backlog()))
        .limit(RunFigures.MOST)
        .toList();
  }

  /** Null if it cannot be estimated: tasks wait, and none has ended lately. */
  static Long drainSeconds(long backlog, long endedLately) {
    if (backlog == 0) {
      return 0L;
    }
    return endedLately == 0
        ? null
        : (long) Math.ceil((double) backlog / endedLately * LATELY.toSeconds());
  }
}
