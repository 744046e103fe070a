package org.taskyard.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.taskyard.settings.StartupFailure;

/** Starts and stops the embedded PostgreSQL, at most one per process. */
public final class EmbeddedDatabase {

  /** How to reach it. */
  public record Access(String url, String user, String password) {}

  private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class.getName());

  private static DataDirectory directory;
  private static Cluster cluster;
  private static volatile PostmasterWatch watch;
  private static volatile Access access;
  private static Thread hook;

  private EmbeddedDatabase() {}

  /**
   * Starts it, if it is not running yet.
   *
   * @param dataDir where it keeps its data; made if there is none
   * @throws StartupFailure if it cannot run
   */
  public static Access start(Path dataDir) {
    Access known = access;
    return known == null ? startOnce(dataDir) : known;
  }

  private static synchronized Access startOnce(Path dataDir) {
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
    hook = new Thread(EmbeddedDatabase::stop, "stop-embedded-postgresql");
    Runtime.getRuntime().addShutdownHook(hook);
    Program program = Program.unpack(directory.path());
    cluster = new Cluster(program, directory);
    cluster.refuseOtherMajor();
    cluster.stopLeftOver();
    if (!Files.exists(directory.cluster())) {
      cluster.create();
    }
    Access started = cluster.start();
    watch = new PostmasterWatch(cluster, System::nanoTime).begin();
    return started;
  }

  /**
   * The application has come up: from now on its own end, and not that of the JVM, stops the
   * database.
   */
  public static synchronized void keepUntilStopped() {
    removeHook();
  }

  /** It would keep the classes of an application that has been undeployed. */
  private static void removeHook() {
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException itRuns) {
      LOG.log(Level.FINE, "The JVM ends", itRuns);
    }
    hook = null;
  }

  static boolean failsForLong() {
    PostmasterWatch looking = watch;
    return looking != null && looking.failsForLong();
  }

  /** Stops it cleanly and gives its directory free. Does nothing if it is not running. */
  public static synchronized void stop() {
    try {
      if (watch != null) {
        watch.close();
      }
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
      watch = null;
      cluster = null;
      directory = null;
      access = null;
      removeHook();
    }
  }
}
