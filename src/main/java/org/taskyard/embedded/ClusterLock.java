package org.taskyard.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/**
 * Tells whether any process of PostgreSQL still works on the cluster, wherever it runs. The
 * postmaster is started by {@code flock} and hands the open file to all its children, so that the
 * kernel keeps the lock until the last of them has ended. A process id means nothing in another PID
 * namespace, such as a second container over the same directory, and PostgreSQL's own check sees
 * nothing of another IPC namespace.
 *
 * <p>Where there is no {@code flock} (macOS, which has no namespaces either) nothing is held, and
 * whether it is free is not known.
 */
final class ClusterLock {

  /** The console of the runnable jar shows what this logger says during the boot, too. */
  private static final Logger PROGRESS = Logger.getLogger("org.taskyard.progress");

  private static final int FREE = 0;
  private static final int HELD = 1;

  private final Path file;

  ClusterLock(Path file) {
    this.file = file;
  }

  /** The words in front of a command that is to hold it, together with all its children. */
  List<String> prefix() {
    int state = state();
    return state == FREE || state == HELD ? List.of("flock", "-n", file.toString()) : List.of();
  }

  /** Whether it is known that no process holds it. */
  boolean isFree() {
    return state() == FREE;
  }

  /**
   * Waits until it is free.
   *
   * @return false if it is still held after that time
   */
  boolean awaitFree(int seconds) throws IOException {
    for (int waited = 0; state() == HELD; waited++) {
      if (waited == seconds) {
        return false;
      }
      if (waited == 2) {
        PROGRESS.warning(
            "PostgreSQL of an earlier start still runs on the data beside "
                + file
                + "; waiting for its end, up to "
                + seconds
                + " s");
      }
      pause();
    }
    return true;
  }

  private int state() {
    try {
      return Shell.code(List.of("flock", "-n", file.toString(), "true"));
    } catch (IOException noFlock) {
      return -1;
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
