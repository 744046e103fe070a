package org.taskyard.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.taskyard.database.Sql;

/**
 * A database of a test class's own, with the schema of this build and a clock that can be moved.
 * For tests of statements without a server; the PostgreSQL below is started once for all of them,
 * or is the one that the system property {@code taskyard.test.postgres} names (its URL without the
 * database).
 */
public final class TestDatabase {

  private static final Map<String, String> TEMPLATES = new HashMap<>();
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static String server;

  private final PGSimpleDataSource source = new PGSimpleDataSource();
  private HikariDataSource pool;

  private TestDatabase(String url) {
    source.setUrl(url);
    // a statement that waits for a lock for ever fails instead of hanging the build
    source.setSocketTimeout(120);
    source.setStringType("unspecified");
  }

  /** Makes a database, empty but for the schema. */
  public static synchronized TestDatabase create() {
    return create(server());
  }

  /** The same on another PostgreSQL, given by its URL without the database. */
  public static synchronized TestDatabase create(String server) {
    return copy(server, TEMPLATES.computeIfAbsent(server, TestDatabase::template));
  }

  /** Makes a database with nothing in it, not even the schema. */
  public static synchronized TestDatabase empty() {
    return copy(server(), "template1");
  }

  /** Migrated once: copies of it are made much faster. */
  private static String template(String server) {
    TestDatabase made = copy(server, "template1");
    made.migrate();
    made.run(
        """
        CREATE TABLE moved_clock AS SELECT interval '0' AS ahead;
        CREATE OR REPLACE FUNCTION service_clock() RETURNS timestamptz LANGUAGE sql VOLATILE
          AS 'SELECT clock_timestamp() + (SELECT ahead FROM moved_clock)';
        """);
    made.pool.close();
    return made.source.getDatabaseName();
  }

  private static TestDatabase copy(String server, String template) {
    String name = "test_" + ProcessHandle.current().pid() + "_" + NUMBER.incrementAndGet();
    TestDatabase any = new TestDatabase(server + "/postgres?user=postgres");
    any.run("CREATE DATABASE " + name + " TEMPLATE " + template);
    any.pool.close();
    return new TestDatabase(server + "/" + name + "?user=postgres");
  }

  /** Gives an empty database the schema of this build. */
  public void migrate() {
    Flyway.configure().dataSource(source).locations("classpath:db/migration").load().migrate();
  }

  private static String server() {
    if (server == null) {
      server = System.getProperty("taskyard.test.postgres", "");
      server = server.isEmpty() ? embedded() : server;
    }
    return server;
  }

  private static String embedded() {
    try {
      int port =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofMinutes(1))
              .setServerConfig("max_prepared_transactions", "5")
              .start()
              .getPort();
      return "jdbc:postgresql://127.0.0.1:" + port;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Connections in auto-commit, each its own. */
  public PGSimpleDataSource source() {
    return source;
  }

  /** The same from a pool: a new connection costs more than most tests. */
  public synchronized DataSource pool() {
    if (pool == null) {
      HikariConfig config = new HikariConfig();
      config.setDataSource(source);
      config.setMinimumIdle(0);
      config.setMaximumPoolSize(20);
      config.setIdleTimeout(Duration.ofSeconds(10).toMillis());
      pool = new HikariDataSource(config);
    }
    return pool;
  }

  /** The same, for a test that sets it up otherwise. */
  public PGSimpleDataSource newSource() {
    PGSimpleDataSource another = new PGSimpleDataSource();
    another.setUrl(source.getUrl());
    another.setUser(source.getUser());
    return another;
  }

  /** Statements on them. */
  public Sql sql() {
    return new Sql(pool());
  }

  /** Moves the service's clock on. */
  public void moveClock(Duration ahead) {
    run("UPDATE moved_clock SET ahead = ahead + ?::interval", ahead.toMillis() + " milliseconds");
    run("SELECT add_audit_months()"); // as upkeep does
  }

  /** Runs one statement with parameters, or a script without. */
  public int run(String sql, Object... parameters) {
    try (Connection connection = pool().getConnection()) {
      if (parameters.length == 0) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
          return statement.getUpdateCount();
        }
      }
      try (PreparedStatement statement = prepared(connection, sql, parameters)) {
        statement.execute();
        return statement.getUpdateCount();
      }
    } catch (SQLException fault) {
      throw new IllegalStateException(sql, fault);
    }
  }

  /** The first column of the first row as text; null if there is no row, or nothing in it. */
  public String one(String sql, Object... parameters) {
    try (Connection connection = pool().getConnection()) {
      return one(connection, sql, parameters);
    } catch (SQLException fault) {
      throw new IllegalStateException(sql, fault);
    }
  }

  /** The same within what a connection has begun, or knows. */
  public static String one(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = prepared(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getString(1) : null;
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** A live task to be written; what is not said is as a client that says nothing would have it. */
  public TaskRow aTask() {
    return new TaskRow(this, "A", 5, 5, null, "{}");
  }

  /** Completes a task and makes it history of that month, which must be there. */
  public void historize(UUID task, Object month) {
    run(
        """
        UPDATE task
        SET status = 'completed', finished_at = service_clock(), historized_at = service_clock(),
            history_month = ?::date
        WHERE task_id = ?
        """,
        month,
        task);
  }
}
