import java.util.concurrent.TimeUnit;

/** Calls a server that has just started, as its clients will, until the JVM has compiled what they need. */
final class WarmUp {

  private static final int SINGLES = 1_000;
  private static final int CALLERS = 8;
  private static final int BATCH = 2_000;
  private static final int WORKERS = 2;

  private WarmUp() {}

  /** Creates, claims and completes tasks of a handler of its own for that long; leaves completed tasks behind. */
  static void run(int port, int seconds) throws Exception {
    Enqueuer enqueuer = new Enqueuer(port, "WarmUpHandler", BATCH);
    Workers workers = new Workers(port, "WarmUpHandler", BATCH / 2);
    workers.start(WORKERS);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int round = 0; System.nanoTime() < end; round++) {
      enqueuer.single(0, SINGLES, CALLERS);
      if (round % 4 == 0) {
        enqueuer.bulk(0, BATCH);
      }
    }
    workers.stop();
  }
}
