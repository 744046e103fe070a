package org.taskyard.database.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.logging.Logger;
import org.postgresql.ds.PGSimpleDataSource;
import org.taskyard.embedded.EmbeddedDatabase;
import org.taskyard.settings.Settings;
import org.taskyard.settings.SettingsSource;
import org.taskyard.settings.StartupFailure;

/**
 * Connections to the external PostgreSQL of the settings, or else to the embedded one, which the
 * first of them starts.
 *
 * <p>The server's pool makes this object by its class name; it configures itself.
 */
public class TaskyardDataSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(TaskyardDataSource.class.getName());
  private static volatile boolean everConnected;

  /**
   * Every statement of ours is short, and its cost is often guessed far too high, by tables that
   * were just filled: compiling one took 1.2 s where it then ran for 0.07 s (TakeVitals), starting
   * workers for one 0.06 s.
   *
   * <p>Months of history are left out by their bounds. With constraint_exclusion each plan would
   * also read the CHECKs of every month, which never leave one out: half of the planning.
   *
   * <p>Set by a statement, not by the parameter {@code options}, which PgBouncer refuses.
   */
  static final List<String> SETTINGS =
      List.of("jit = off", "max_parallel_workers_per_gather = 0", "constraint_exclusion = off");

  /**
   * The role as which the service works where there are tenants: it owns nothing, so that the rules
   * of the tables hold for it. Who connects is a member of it, and makes the schema.
   */
  public static final String TENANTS_ROLE = "taskyard_service";

  private transient boolean ready;
  private boolean patient;

  /** A source of connections whose statements may take as long as they need: for migrations. */
  static TaskyardDataSource patient() {
    TaskyardDataSource source = new TaskyardDataSource();
    source.patient = true;
    return source;
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect();
  }

  /**
   * The server's pool passes a user and password of its own, which are empty: ours are in the
   * settings.
   */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return connect();
  }

  private Connection connect() throws SQLException {
    configure();
    try {
      Connection connection = super.getConnection(getUser(), getPassword());
      everConnected = true;
      prepare(connection);
      return connection;
    } catch (SQLException unreachable) {
      if (!everConnected) {
        throw new SQLException(
            refused(unreachable).getMessage(), unreachable.getSQLState(), unreachable);
      }
      throw unreachable;
    }
  }

  /** What is set on every new connection. */
  protected List<String> settings() {
    return SETTINGS;
  }

  final void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String role =
          !patient && SettingsSource.current().tenants().on() ? "; SET ROLE " + TENANTS_ROLE : "";
      statement.execute("SET " + String.join("; SET ", settings()) + role);
    } catch (SQLException failed) {
      connection.close();
      throw failed;
    }
  }

  private synchronized void configure() {
    if (ready) {
      return;
    }
    Settings settings = SettingsSource.current();
    if (settings.database().url().isPresent()) {
      setUrl(settings.database().url().get());
      login(settings.database().user(), settings.database().password());
    } else {
      EmbeddedDatabase.Access access = EmbeddedDatabase.start(settings.dataDir());
      setUrl(access.url());
      login(access.user(), access.password());
    }
    tune();
    ready = true;
    LOG.fine(() -> "Connections go to " + place());
  }

  /** What is not named here may be named in the URL. */
  private void login(String user, String password) {
    if (!user.isEmpty()) {
      setUser(user);
    }
    if (!password.isEmpty()) {
      setPassword(password);
    }
  }

  private void tune() {
    setApplicationName("taskyard");
    // String parameters take the column's type: EclipseLink binds jsonb, uuid and null UUIDs as
    // text
    setStringType("unspecified");
    setReWriteBatchedInserts(true);
    setTcpKeepAlive(true);
    setConnectTimeout(10);
    setSocketTimeout(patient ? 0 : SOCKET_TIMEOUT_SECONDS);
  }

  /** Longer than any statement may take; what is silent for longer is a dead network. */
  static final int SOCKET_TIMEOUT_SECONDS = 120;

  private StartupFailure refused(SQLException cause) {
    return StartupFailure.because(
        "The database at "
            + place()
            + " cannot be used: "
            + firstSentence(cause)
            + " (TASKYARD_DB_URL, _USER, _PASSWORD).",
        cause);
  }

  /** The URL without its parameters, which may hold a password. */
  private String place() {
    String url = getUrl();
    int parameters = url.indexOf('?');
    return parameters < 0 ? url : url.substring(0, parameters);
  }

  /** What went wrong; the driver's advice after it fits no setting of ours. */
  static String firstSentence(SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    return message.lines().findFirst().orElse("no reason given").replaceAll("\\. .*|[.\\s]+$", "");
  }
}
