package org.taskyard.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A PostgreSQL of a test's own, on a port that stays: it may crash and be started again. */
public final class OwnPostgres implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path data;
  private final int port = TaskyardProcess.freePort();
  private EmbeddedPostgres running;

  /** Its data lies there. */
  public OwnPostgres(Path data) {
    this.data = data;
    start();
  }

  /** Starts it with what it had, by recovery if it has crashed. */
  public void start() {
    try {
      running =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              // the builder's default is off, which may lose commits
              .setServerConfig("synchronous_commit", "on")
              .setPGStartupWait(PATIENCE)
              .start();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** All its processes end at once: sessions are broken, and nothing is written any more. */
  public void crash() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip();
      CompletableFuture<ProcessHandle> end =
          ProcessHandle.of(Long.parseLong(pid)).orElseThrow().onExit();
      new ProcessBuilder("kill", "-QUIT", pid).inheritIO().start().waitFor();
      end.join();
      running.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  public int port() {
    return port;
  }

  /** Makes an empty database. */
  public void createDatabase(String name) {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException fault) {
      throw new IllegalStateException(fault);
    }
  }

  /** Its URL without the database. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
