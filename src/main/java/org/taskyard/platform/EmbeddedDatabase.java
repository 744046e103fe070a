package org.taskyard.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The PostgreSQL that Taskyard runs itself when no other is named; its data outlives the process.
 */
final class EmbeddedDatabase {

  private static EmbeddedPostgres running;

  private EmbeddedDatabase() {}

  /** Starts it, if it is not running yet, and returns its JDBC URL. */
  static synchronized String start(Path dataDir) {
    if (running == null) {
      try {
        running =
            EmbeddedPostgres.builder()
                .setDataDirectory(dataDir.resolve("postgresql"))
                .setOverrideWorkingDirectory(dataDir.toFile())
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("fsync", "on")
                .setServerConfig("shared_buffers", "256MB")
                .start();
      } catch (IOException fault) {
        throw StartupFailure.because(
            "The embedded PostgreSQL in " + dataDir + " does not start: " + fault.getMessage(),
            fault);
      }
    }
    return "jdbc:postgresql://127.0.0.1:" + running.getPort() + "/postgres?user=postgres";
  }

  /** Stops it cleanly. */
  static synchronized void stop() {
    if (running != null) {
      try {
        running.close();
      } catch (IOException fault) {
        System.getLogger(EmbeddedDatabase.class.getName())
            .log(System.Logger.Level.WARNING, "The embedded PostgreSQL did not stop", fault);
      }
      running = null;
    }
  }
}
