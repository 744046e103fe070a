package org.taskyard.http.body;

import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.taskyard.refusal.ServiceException;

/**
 * What one piece of work holds of the memory that is there for large bodies and answers. All shares
 * together are bounded, so that a node under -Xmx512m refuses what would take its heap. What is
 * small needs no share.
 *
 * <p>A share belongs to the thread that opened it; {@link #take} adds to the one that was opened
 * last.
 */
public final class MemoryShare implements AutoCloseable {

  private static final int UNIT = 64 * 1024;

  /** The rest of the heap is for what the application itself needs, and for guesses too low. */
  private static final int ALL = (int) (Runtime.getRuntime().maxMemory() / 5 * 2 / UNIT);

  /** In the order of their coming: else what is large would wait for ever. */
  private static final Semaphore FREE = new Semaphore(ALL, true);

  private static final long PATIENCE_MS = 3_000;

  /** Of those who hold a part and wait for more, the oldest waits longer: the others give up. */
  private static final int TURNS_OF_THE_OLDEST = 10;

  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final NavigableSet<Long> WAITING_FOR_MORE = new ConcurrentSkipListSet<>();
  private static final ThreadLocal<MemoryShare> CURRENT = new ThreadLocal<>();

  private final MemoryShare outer = CURRENT.get();
  private final long number = NUMBERS.incrementAndGet();
  private int units;

  private MemoryShare() {
    CURRENT.set(this);
  }

  /** Opens a share of this thread, which holds nothing yet. */
  public static MemoryShare open() {
    return new MemoryShare();
  }

  /**
   * Adds to the share of this thread, and waits for a moment if others hold too much. One that
   * would hold all alone gets no more than that. Without a share in this thread nothing is done.
   *
   * @throws ShortOfMemory if there is not so much within that moment
   */
  public static void take(long bytes) {
    MemoryShare share = CURRENT.get();
    if (share != null) {
      share.add(bytes);
    }
  }

  /** The same for this share, whatever thread it is. */
  public void add(long bytes) {
    int more = (int) Math.min((bytes + UNIT - 1) / UNIT, ALL - units);
    await(more);
    units += more;
  }

  private void await(int more) {
    if (units > 0) {
      WAITING_FOR_MORE.add(number);
    }
    try {
      int turn = 0;
      do {
        if (FREE.tryAcquire(more, PATIENCE_MS, TimeUnit.MILLISECONDS)) {
          return;
        }
        turn++;
      } while (turn < TURNS_OF_THE_OLDEST && isOldest());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      WAITING_FOR_MORE.remove(number);
    }
    throw new ShortOfMemory();
  }

  /** Gives all back. */
  @Override
  public void close() {
    CURRENT.set(outer);
    FREE.release(units);
    units = 0;
  }

  private boolean isOldest() {
    Long oldest = WAITING_FOR_MORE.ceiling(0L);
    return oldest != null && oldest == number;
  }

  /** Too many large bodies or answers are under way. */
  static final class ShortOfMemory extends ServiceException {

    private static final long serialVersionUID = 1L;

    ShortOfMemory() {
      super(
          Kind.BUSY,
          "short-of-memory",
          "Short of memory",
          "Large requests and answers take the memory that this node has for them. Nothing was"
              + " changed; repeat the request.");
    }
  }
}
