package org.taskyard.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.taskyard.database.pool.GivenPool;
import org.taskyard.database.pool.Pools;
import org.taskyard.embedded.EmbeddedDatabase;
import org.taskyard.settings.Settings;
import org.taskyard.settings.StartupFailure;

/**
 * Brings the schema up to date before anybody uses it; every bean that needs the database at start
 * names this one in {@code @DependsOn}.
 *
 * <p>Several nodes may start at once: Flyway lets one migrate and the others wait. A schema newer
 * than this program is refused, and one of a build before the first release.
 */
@Singleton(name = "Migrations")
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class Migrations {

  @Inject private Pools pools;
  @Inject private Settings settings;

  private String version;

  @PostConstruct
  void migrate() {
    pools.given().ifPresent(GivenPool::check);
    version = bringUpToDate(pools.migrating());
    new GuardTenants(pools.migrating(), pools.given().isPresent()).guard(settings.tenants().on());
    EmbeddedDatabase.keepUntilStopped();
  }

  /** The version of the schema that this program has. */
  public String version() {
    return version;
  }

  /**
   * Gives a database the schema of this program, or refuses to start.
   *
   * @return the version of that schema
   */
  static String bringUpToDate(DataSource database) {
    Flyway flyway =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(database)
            // Liberty is asked for the file flyway.location there
            .locations("classpath:db/migration")
            .failOnMissingLocations(true)
            .load();
    try {
      for (MigrationInfo applied : flyway.info().applied()) {
        refuseUnreleased(applied);
        refuseNewer(applied);
      }
      flyway.migrate();
      return flyway.info().current().getVersion().getVersion();
    } catch (FlywayException fault) {
      throw StartupFailure.because(
          "The schema of the database cannot be brought up to date: " + fault.getMessage(), fault);
    }
  }

  /** From the first release on no migration changes; the builds before it had others. */
  private static void refuseUnreleased(MigrationInfo applied) {
    if (!applied.isDescriptionMatching() || !applied.isChecksumMatching()) {
      throw StartupFailure.because(
          "The schema of the database was made by a build before 0.1.0, the first release"
              + " (migration "
              + applied.getVersion()
              + " is another one): export with that build what you need, and start this Taskyard"
              + " with an empty database, or with another TASKYARD_DATA_DIR.",
          null);
    }
  }

  private static void refuseNewer(MigrationInfo applied) {
    if (applied.getState() == MigrationState.FUTURE_SUCCESS
        || applied.getState() == MigrationState.FUTURE_FAILED) {
      throw StartupFailure.because(
          "The schema of the database is at version "
              + applied.getVersion()
              + ", newer than this Taskyard: start the newer Taskyard instead.",
          null);
    }
  }

  @PreDestroy
  void stop() {
    pools.close();
    EmbeddedDatabase.stop();
  }
}
