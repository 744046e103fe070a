package org.taskyard.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;
import org.taskyard.embedded.EmbeddedDatabase.Access;
import org.taskyard.settings.StartupFailure;

/** One PostgreSQL cluster on this machine's loopback: made, started, stopped. */
final class Cluster {

  private static final String USER = "taskyard";
  private static final String DATABASE = "taskyard";

  /** Recovery after a crash may take its time; a clean stop writes all that is in memory. */
  private static final String START_SECONDS = "600";

  private static final String STOP_SECONDS = "120";

  private static final int LAST_SECONDS = 30;

  private final Program program;
  private final DataDirectory directory;
  private final ClusterLock lock;
  private final Reserve reserve;
  private int port;
  private Postmaster postmaster;

  Cluster(Program program, DataDirectory directory) {
    this.program = program;
    this.directory = directory;
    lock = new ClusterLock(directory.path().resolve("postgresql.lock"));
    reserve = new Reserve(directory.path().resolve("reserve"));
  }

  /** A cluster belongs to one major version for good. */
  void refuseOtherMajor() throws IOException {
    Path version = directory.cluster().resolve("PG_VERSION");
    if (!Files.exists(version)) {
      return;
    }
    String theirs = Files.readString(version).strip();
    String ours =
        program.run("postgres", List.of("--version")).replaceAll("(?s).*\\) (\\d+).*", "$1");
    if (!theirs.equals(ours)) {
      throw StartupFailure.because(
          "The data in "
              + directory.cluster()
              + " is of PostgreSQL "
              + theirs
              + ", and this Taskyard carries PostgreSQL "
              + ours
              + ": bring it over by pg_upgrade or pg_dump, or serve it by a PostgreSQL "
              + theirs
              + " named in TASKYARD_DB_URL.",
          null);
    }
  }

  /**
   * Makes it. Text sorts by code point, the same on every system, and folds its case by Unicode; no
   * locale of the machine is needed.
   */
  void create() throws IOException {
    Path unfinished = directory.path().resolve("postgresql.unfinished");
    removeUnfinished(unfinished);
    Files.createDirectory(unfinished);
    program.user().own(unfinished);
    program.run(
        lock.prefix(),
        "initdb",
        List.of(
            "--pgdata=" + unfinished,
            "--username=" + USER,
            "--pwfile=" + directory.passwordFile(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions"));
    Files.move(unfinished, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What a killed initdb has left behind: no server has ever run on it. */
  private static void removeUnfinished(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Ends what an earlier Taskyard has left running on it. */
  void stopLeftOver() throws IOException {
    LeftOver.stop(directory.cluster(), lock);
  }

  /** Starts it on a free port. */
  synchronized Access start() throws IOException {
    program.user().own(directory.cluster());
    port = freePort();
    launch();
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/";
    makeDatabase(url + "postgres");
    return new Access(url + DATABASE, USER, directory.password());
  }

  /** Whether it has ended without being stopped. */
  synchronized boolean hasDied() {
    return postmaster != null && !postmaster.isAlive();
  }

  /** Starts it again where it was, by recovery; does nothing if it has been stopped meanwhile. */
  synchronized void restart() throws IOException {
    if (!hasDied()) {
      return;
    }
    // its other processes end once they notice
    if (!lock.awaitFree(LAST_SECONDS)) {
      throw new IOException("processes of the one before are still there");
    }
    if (lock.isFree()) {
      Files.deleteIfExists(Postmaster.pidFile(directory.cluster()));
    }
    launch();
  }

  /** Keeps room on the disk for a restart. */
  void keepReserve() {
    reserve.keep();
  }

  private void launch() throws IOException {
    try {
      launchOnce();
    } catch (IOException failed) {
      if (!reserve.isNeeded() || !reserve.give()) {
        throw failed;
      }
      launchOnce();
    }
  }

  private void launchOnce() throws IOException {
    StartLog log =
        new StartLog(directory.path().resolve("start.log"), directory.cluster().resolve("log"));
    try {
      program.run(
          lock.prefix(),
          "pg_ctl",
          List.of(
              "start",
              "--pgdata=" + directory.cluster(),
              "--log=" + log.file(),
              "--options=" + Postmaster.options(port),
              "--wait",
              "--timeout=" + START_SECONDS));
    } catch (IOException fault) {
      throw new IOException(log.reason(fault.getMessage()), fault);
    }
    postmaster =
        Postmaster.of(directory.cluster())
            .orElseThrow(() -> new IOException("it ended again at once (see " + log.file() + ")"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private void makeDatabase(String url) throws IOException {
    PGSimpleDataSource database = new PGSimpleDataSource();
    database.setUrl(url);
    database.setUser(USER);
    database.setPassword(directory.password());
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (!isThere(statement)) {
        statement.execute("CREATE DATABASE " + DATABASE);
      }
    } catch (SQLException fault) {
      throw new IOException(fault.getMessage(), fault);
    }
  }

  private static boolean isThere(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
      return found.next();
    }
  }

  /** Stops it cleanly: sessions are ended, and what is in memory is written. */
  synchronized void stop() throws IOException {
    boolean started = postmaster != null;
    boolean died = hasDied();
    postmaster = null;
    if (started && !died) {
      program.run(
          "pg_ctl",
          List.of(
              "stop",
              "--pgdata=" + directory.cluster(),
              "--mode=fast",
              "--wait",
              "--timeout=" + STOP_SECONDS));
    }
  }
}
