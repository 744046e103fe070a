package org.taskyard.execution.figures;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What grew on this node since it was last taken away. Callers may name any handler: so many have
 * figures of their own, all others share one. Who counts waits for nobody.
 */
@ApplicationScoped
public class RunFigures {

  /** Handlers beyond the {@link #MOST} together, and one that really has this name. */
  public static final String OTHER = "other";

  /** So many have figures of their own. */
  public static final int MOST = 200;

  /** By handler; the counts of a measure lie behind those of the measures before it. */
  private final Map<String, AtomicLongArray> grown = new ConcurrentHashMap<>();

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

  private void add(String handler, Measure measure, int bucket, long count) {
    AtomicLongArray own = grown.get(handler);
    (own == null ? placeOf(handler) : own).getAndAdd(measure.place() + bucket, count);
  }

  private synchronized AtomicLongArray placeOf(String handler) {
    String name = grown.size() < MOST ? handler : OTHER;
    return grown.computeIfAbsent(name, n -> new AtomicLongArray(Measure.places()));
  }

  /**
   * Takes away all that grew; what is 0 is left out. A handler of which nothing ran meanwhile makes
   * room for others.
   */
  public List<Figure> take() {
    List<Figure> taken = new ArrayList<>();
    grown.forEach(
        (handler, counts) -> {
          int before = taken.size();
          for (Measure measure : Measure.values()) {
            for (int bucket = 0; bucket < measure.buckets(); bucket++) {
              long count = counts.getAndSet(measure.place() + bucket, 0);
              if (count > 0) {
                taken.add(new Figure(handler, measure, bucket, count));
              }
            }
          }
          if (taken.size() == before) {
            grown.remove(handler);
          }
        });
    return taken;
  }

  /** Counts once more what was taken and could not be written. */
  public void giveBack(List<Figure> taken) {
    taken.forEach(
        figure -> add(figure.handler(), figure.measure(), figure.bucket(), figure.count()));
  }
}
