package org.taskyard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.taskyard.settings.StartupFailure;
import org.taskyard.support.TestDatabase;

/** What a start does with a schema that is there already. */
class MigrationsTest {

  private static final String BEFORE_THE_FIRST_RELEASE = "made by a build before 0.1.0";

  private static final String HISTORY =
      "SELECT string_agg(version || ' ' || installed_on, ', ' ORDER BY installed_rank) FROM flyway_schema_history";

  private static final String TABLES =
      "SELECT string_agg(relname, ', ' ORDER BY relname) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace";

  private final TestDatabase database = TestDatabase.empty();

  @TempDir private Path migrations;

  @AfterEach
  void forget() {
    System.clearProperty(StartupFailure.PROPERTY);
  }

  @Test
  void aSecondStartChangesNothing() {
    Migrations.bringUpToDate(database.source());
    String once = database.one(HISTORY);
    Migrations.bringUpToDate(database.source());
    assertThat(database.one(HISTORY)).isEqualTo(once);
  }

  @Test
  void theSchemaOfAnUnreleasedBuildIsRefusedWithWhatToDo() throws IOException {
    migrated("V001__create_task.sql", "V069__leases_and_large_tasks.sql");
    assertRefused(BEFORE_THE_FIRST_RELEASE);
    assertThat(System.getProperty(StartupFailure.PROPERTY))
        .contains("export with that build", "empty database", "TASKYARD_DATA_DIR");
  }

  @Test
  void aBaselineThatWasEditedSinceIsRefusedLikeAnUnreleasedBuild() throws IOException {
    migrated("V001__task.sql");
    assertRefused(BEFORE_THE_FIRST_RELEASE);
  }

  @Test
  void theSchemaOfANewerProgramIsRefused() throws IOException {
    Migrations.bringUpToDate(database.source());
    database.run(
        """
        INSERT INTO flyway_schema_history
        SELECT 9999, '9999', 'of the future', type, 'V9999__of_the_future.sql', 1, installed_by, now(), 1, true
        FROM flyway_schema_history WHERE version = '001'
        """);
    assertRefused("at version 9999, newer than this Taskyard");
  }

  /** Has another program's migrations of these names done. */
  private void migrated(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(migrations.resolve(name), "SELECT 1;");
    }
    Flyway.configure()
        .dataSource(database.source())
        .locations("filesystem:" + migrations)
        .load()
        .migrate();
  }

  private void assertRefused(String reason) {
    String tables = database.one(TABLES);
    assertThatThrownBy(() -> Migrations.bringUpToDate(database.source()))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining(reason);
    assertThat(database.one(TABLES)).as("nothing was changed").isEqualTo(tables);
  }
}
