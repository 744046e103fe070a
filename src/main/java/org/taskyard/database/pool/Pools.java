package org.taskyard.database.pool;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.taskyard.observe.Metrics;
import org.taskyard.settings.Settings;

/**
 * All ways to the database: the administrator's data source where one is named, else pools of our
 * own. Three of them: however many search, tasks are run and created.
 */
@ApplicationScoped
public class Pools {

  private static final Logger LOG = Logger.getLogger(Pools.class.getName());
  private static final int WRITING = 40;
  private static final int SEARCHING = 15;
  private static final int COUNTING = 5;

  @Inject private Settings settings;
  @Inject private Metrics metrics;
  @Resource private ManagedThreadFactory threads;

  private final List<HikariDataSource> own = new ArrayList<>();
  private GivenPool given;
  private DataSource writing;
  private DataSource searching;
  private DataSource counting;

  @PostConstruct
  void open() {
    given = settings.database().dataSource().map(GivenPool::new).orElse(null);
    if (given == null) {
      writing =
          new JoinedConnections(
              limited(own("taskyard", new TaskyardDataSource(), WRITING)),
              ServerTransaction::registry);
      searching = limited(own("taskyard-search", new SearchDataSource(), SEARCHING));
      counting = limited(own("taskyard-count", new CountDataSource(), COUNTING));
    } else {
      writing =
          settings.tenants().on()
              ? new TenantConnections(given.connections(), ServerTransaction::registry)
              : given.connections();
      searching = GivenPool.prepared(writing, SearchDataSource.SETTINGS);
      counting = GivenPool.prepared(writing, CountDataSource.SETTINGS);
    }
  }

  private DataSource limited(DataSource pool) {
    return settings.tenants().on() ? new TenantConnections(pool) : pool;
  }

  private DataSource own(String name, DataSource source, int most) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(10));
    config.setIdleTimeout(TimeUnit.MINUTES.toMillis(5));
    // the first who asks opens the first connection
    config.setInitializationFailTimeout(-1);
    config.setThreadFactory(threads);
    HikariDataSource pool = new HikariDataSource(config);
    own.add(pool);
    announce(metrics, name, pool.getHikariPoolMXBean(), most);
    return pool;
  }

  static void announce(Metrics metrics, String name, HikariPoolMXBean now, int most) {
    String connections = "taskyard_pool_connections";
    String help = "Connections of this node to the database";
    metrics.gauge(connections, help, now::getActiveConnections, "pool", name, "state", "active");
    metrics.gauge(connections, help, now::getIdleConnections, "pool", name, "state", "idle");
    metrics.gauge(
        "taskyard_pool_max_connections",
        "Most connections that the pool opens",
        () -> most,
        "pool",
        name);
    metrics.gauge(
        "taskyard_pool_pending_threads",
        "Threads that wait for a connection",
        now::getThreadsAwaitingConnection,
        "pool",
        name);
  }

  /** The names of our own pools; none where the administrator's data source is used. */
  public List<String> names() {
    return own.stream().map(HikariDataSource::getPoolName).toList();
  }

  /** The data source that the settings name. */
  public Optional<GivenPool> given() {
    return Optional.ofNullable(given);
  }

  /** For handlers of others: what they write commits with their task. */
  @Produces
  @Named("taskyard")
  DataSource forHandlers() {
    return writing;
  }

  /** Connections that take part in the server's transactions. */
  public DataSource writing() {
    return writing;
  }

  /** Connections that only read, outside of transactions. */
  public DataSource searching() {
    return searching;
  }

  /** Those on which a statement has little time. */
  public DataSource counting() {
    return counting;
  }

  /** Connections on which a statement may take as long as it needs. */
  public DataSource migrating() {
    return given == null ? TaskyardDataSource.patient() : given.connections();
  }

  /** A connection that is kept for long; not one of the pool's where that is ours. */
  public Connection listening() throws SQLException {
    return (given == null ? new TaskyardDataSource() : writing).getConnection();
  }

  /** Ends all connections of our own. */
  public void close() {
    own.forEach(HikariDataSource::close);
    try {
      // registered, it would keep the classes of an application that has been undeployed
      if (Driver.isRegistered()) {
        Driver.deregister();
      }
    } catch (SQLException stays) {
      LOG.log(Level.WARNING, "PostgreSQL's driver stays registered", stays);
    }
  }
}
