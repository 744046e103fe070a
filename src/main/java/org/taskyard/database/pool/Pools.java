package org.taskyard.database.pool;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.taskyard.settings.Settings;

/**
 * All ways to the database: the administrator's data source where one is named, else pools that
 * this application defines in the server ({@code Migrations}).
 */
@ApplicationScoped
public class Pools {

  /** Names within the application: two of them in one server do not meet. */
  public static final String WRITING = "java:app/jdbc/taskyard";

  public static final String SEARCHING = "java:app/jdbc/taskyard-search";
  public static final String COUNTING = "java:app/jdbc/taskyard-count";

  private Optional<GivenPool> given;

  /** For the server. */
  protected Pools() {}

  @Inject
  Pools(Settings settings) {
    given = settings.database().dataSource().map(GivenPool::new);
  }

  /** The data source that the settings name. */
  public Optional<GivenPool> given() {
    return given;
  }

  /** Connections that take part in the server's transactions. */
  public DataSource writing() {
    return given.map(GivenPool::connections).orElseGet(() -> own(WRITING));
  }

  /** Connections that only read, outside of transactions. */
  public DataSource searching() {
    return pool(SEARCHING, SearchDataSource.SETTINGS);
  }

  /** Those on which a statement has little time. */
  public DataSource counting() {
    return pool(COUNTING, CountDataSource.SETTINGS);
  }

  private DataSource pool(String name, List<String> settings) {
    return given.<DataSource>map(pool -> pool.preparedBy(settings)).orElseGet(() -> own(name));
  }

  /** Connections on which a statement may take as long as it needs. */
  public DataSource migrating() {
    return given.map(GivenPool::connections).orElseGet(TaskyardDataSource::patient);
  }

  /** A connection that is kept for long; not one of the pool's where that is ours. */
  public Connection listening() throws SQLException {
    return given.map(GivenPool::connections).orElseGet(TaskyardDataSource::new).getConnection();
  }

  private static DataSource own(String name) {
    try {
      return (DataSource) ServerNames.lookup(name);
    } catch (NamingException missing) {
      throw new IllegalStateException("The server has not made the pool " + name, missing);
    }
  }
}
