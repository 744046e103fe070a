package org.taskyard.platform.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.platform.StartupFailure;

/** Starts and stops the embedded PostgreSQL, at most one per process. */
public final class EmbeddedDatabase {

  /** How to reach it. */
  public record Access(String url, String user, String password) {}

  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class.getName());

  private static DataDirectory directory;
  private static Cluster cluster;
  private static Access access;
  private static boolean inUse;

  private EmbeddedDatabase() {}

  /**
   * Starts it, if it is not running yet.
   *
   * @param dataDir where it keeps its data; made if there is none
   * @throws StartupFailure if it cannot run
   */
  public static synchronized Access start(Path dataDir) {
    if (access == null) {
      try {
        access = startIn(dataDir);
      } catch (IOException fault) {
        stop();
        throw StartupFailure.because(
            "The embedded PostgreSQL in " + dataDir + " does not start: " + fault.getMessage(),
            fault);
      } catch (StartupFailure refused) {
        stop();
        throw refused;
      }
    }
    return access;
  }

  private static Access startIn(Path dataDir) throws IOException {
    directory = DataDirectory.take(dataDir);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(EmbeddedDatabase::stopIfUnused, "stop-embedded-postgresql"));
    Program program = Program.unpack(directory.path());
    cluster = new Cluster(program, directory);
    cluster.refuseOtherMajor();
    LeftOver.stop(directory.cluster());
    if (!Files.exists(directory.cluster())) {
      cluster.create();
    }
    return cluster.start();
  }

  /**
   * The application has come up: from now on its own end, and not that of the JVM, stops the
   * database.
   */
  public static synchronized void keepUntilStopped() {
    inUse = true;
  }

  private static synchronized void stopIfUnused() {
    if (!inUse) {
      stop();
    }
  }

  /** Stops it cleanly and gives its directory free. Does nothing if it is not running. */
  public static synchronized void stop() {
    try {
      if (cluster != null) {
        cluster.stop();
      }
    } catch (IOException fault) {
      LOG.log(
          Level.WARNING,
          "The embedded PostgreSQL did not stop cleanly; the next start recovers it",
          fault);
    } finally {
      if (directory != null) {
        directory.release();
      }
      cluster = null;
      directory = null;
      access = null;
      inUse = false;
    }
  }
}
