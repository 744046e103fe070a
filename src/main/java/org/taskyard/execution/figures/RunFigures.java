package org.taskyard.execution.figures;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What grew on this node since it was last taken away. Callers may name any handler: the first so
 * many have figures of their own, all others share one.
 */
@ApplicationScoped
public class RunFigures {

  /** Handlers beyond the {@link #MOST} together, and one that really has this name. */
  public static final String OTHER = "other";

  /** So many have figures of their own. */
  public static final int MOST = 200;

  /** By handler, measure and bucket. */
  private Map<String, long[][]> grown = new HashMap<>();

  /** A run begins, so many seconds after its task was due. */
  public void began(String handler, double seconds) {
    add(handler, Measure.START_DELAY, Buckets.of(seconds), 1);
  }

  /** A run is over, and took so many seconds. */
  public void ran(String handler, double seconds) {
    add(handler, Measure.RUN_TIME, Buckets.of(seconds), 1);
  }

  /**
   * It ended in that way.
   *
   * @param end a measure without buckets
   */
  public void ended(String handler, Measure end) {
    add(handler, end, 0, 1);
  }

  private synchronized void add(String handler, Measure measure, int bucket, long count) {
    boolean own = grown.containsKey(handler) || grown.size() < MOST;
    long[][] counts = grown.computeIfAbsent(own ? handler : OTHER, name -> nothing());
    counts[measure.ordinal()][bucket] += count;
  }

  private static long[][] nothing() {
    long[][] counts = new long[Measure.values().length][];
    for (Measure measure : Measure.values()) {
      counts[measure.ordinal()] = new long[measure.buckets()];
    }
    return counts;
  }

  /** Takes away all that grew; what is 0 is left out. */
  public List<Figure> take() {
    List<Figure> taken = new ArrayList<>();
    swap()
        .forEach(
            (handler, counts) -> {
              for (Measure measure : Measure.values()) {
                long[] ofMeasure = counts[measure.ordinal()];
                for (int bucket = 0; bucket < ofMeasure.length; bucket++) {
                  if (ofMeasure[bucket] > 0) {
                    taken.add(new Figure(handler, measure, bucket, ofMeasure[bucket]));
                  }
                }
              }
            });
    return taken;
  }

  private synchronized Map<String, long[][]> swap() {
    Map<String, long[][]> taken = grown;
    grown = new HashMap<>();
    return taken;
  }

  /** Counts once more what was taken and could not be written. */
  public void giveBack(List<Figure> taken) {
    taken.forEach(
        figure -> add(figure.handler(), figure.measure(), figure.bucket(), figure.count()));
  }
}
