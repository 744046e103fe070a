package org.taskyard.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Logger;
import org.taskyard.settings.StartupFailure;

/**
 * The PostgreSQL that outlived a killed Taskyard. We hold the directory's lock when we look for it,
 * so whoever started it is dead: it is stopped, by its process id and only after a look at what
 * that process is. One that cannot be seen from here is waited for.
 */
final class LeftOver {

  private static final Logger LOG = Logger.getLogger(LeftOver.class.getName());
  private static final int FAST_SECONDS = 60;
  private static final int IMMEDIATE_SECONDS = 20;
  private static final int UNSEEN_SECONDS = 60;

  private LeftOver() {}

  /**
   * Stops it, if there is one; and takes away the pid file of one that is gone, for its number may
   * be another's by now.
   */
  static void stop(Path cluster, ClusterLock lock) throws IOException {
    Optional<Postmaster> seen = Postmaster.of(cluster);
    if (seen.isPresent()) {
      stop(seen.get());
    }
    if (!lock.awaitFree(UNSEEN_SECONDS)) {
      throw StartupFailure.because(
          "A PostgreSQL that an earlier Taskyard has started still works on the data in "
              + cluster.getParent()
              + ", in another container or out of sight: end it there, or name another directory by"
              + " TASKYARD_DATA_DIR.",
          null);
    }
    if (Files.deleteIfExists(Postmaster.pidFile(cluster))) {
      LOG.info("PostgreSQL was not stopped cleanly; it recovers at this start");
    }
  }

  private static void stop(Postmaster postmaster) throws IOException {
    LOG.info(
        () ->
            "Stopping the PostgreSQL that a killed Taskyard has left running, process "
                + postmaster.pid());
    // INT ends the sessions and shuts down cleanly; QUIT ends at once and leaves the rest to
    // recovery
    if (!postmaster.ends("INT", FAST_SECONDS) && !postmaster.ends("QUIT", IMMEDIATE_SECONDS)) {
      throw StartupFailure.because(
          "A PostgreSQL that an earlier Taskyard has left running, process "
              + postmaster.pid()
              + ", does not stop: end it by hand.",
          null);
    }
  }
}
