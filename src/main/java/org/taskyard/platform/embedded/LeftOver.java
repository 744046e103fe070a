package org.taskyard.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Logger;
import org.taskyard.platform.StartupFailure;

/**
 * The PostgreSQL that outlived a killed Taskyard. We hold the directory's lock when we look for it,
 * so whoever started it is dead: it is stopped, by its process id and only after a look at what
 * that process is.
 */
final class LeftOver {

  private static final Logger LOG = Logger.getLogger(LeftOver.class.getName());
  private static final int FAST_SECONDS = 60;
  private static final int IMMEDIATE_SECONDS = 20;

  private LeftOver() {}

  /**
   * Stops it, if there is one; and takes away the pid file of one that is gone, for its number may
   * be another's by now.
   */
  static void stop(Path cluster) throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> postmaster =
        process(pidFile).filter(process -> isPostgres(process, cluster));
    if (postmaster.isEmpty()) {
      LOG.info("PostgreSQL was not stopped cleanly; it recovers at this start");
      Files.deleteIfExists(pidFile);
      return;
    }
    ProcessHandle process = postmaster.get();
    LOG.info(
        () ->
            "Stopping the PostgreSQL that a killed Taskyard has left running, process "
                + process.pid());
    // INT ends the sessions and shuts down cleanly; QUIT ends at once and leaves the rest to
    // recovery
    if (!ends(process, "INT", FAST_SECONDS) && !ends(process, "QUIT", IMMEDIATE_SECONDS)) {
      throw StartupFailure.because(
          "A PostgreSQL that an earlier Taskyard has left running, process "
              + process.pid()
              + ", does not stop: end it by hand.",
          null);
    }
  }

  private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
    List<String> lines = Files.readAllLines(pidFile);
    String first = lines.isEmpty() ? "" : lines.get(0).strip();
    return first.matches("\\d{1,18}")
        ? ProcessHandle.of(Long.parseLong(first)).filter(ProcessHandle::isAlive)
        : Optional.empty();
  }

  /** Whether the process is a postmaster of this very cluster. */
  private static boolean isPostgres(ProcessHandle process, Path cluster) {
    try {
      // on Linux: PostgreSQL's working directory is its cluster
      return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), cluster);
    } catch (IOException notLinux) {
      String[] arguments = process.info().arguments().orElse(new String[0]);
      return process.info().command().orElse("").endsWith("postgres")
          && Arrays.asList(arguments).contains(cluster.toString());
    }
  }

  private static boolean ends(ProcessHandle process, String signal, int seconds)
      throws IOException {
    Shell.run(List.of("sh", "-c", "kill -" + signal + " " + process.pid()));
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException | ExecutionException stillThere) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
