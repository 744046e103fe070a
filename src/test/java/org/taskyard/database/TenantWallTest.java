package org.taskyard.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.taskyard.database.pool.TaskyardDataSource;
import org.taskyard.settings.StartupFailure;
import org.taskyard.support.TestDatabase;

/** What PostgreSQL itself shows of tenants' rows, whatever a statement asks for. */
class TenantWallTest {

  private static final TestDatabase database = TestDatabase.create();

  private final String one = "one-" + UUID.randomUUID();
  private final String two = "two-" + UUID.randomUUID();

  @BeforeEach
  void guard() {
    guard(database.source(), true);
  }

  private static void guard(DataSource source, boolean tenants) {
    new GuardTenants(source, false).guard(tenants);
  }

  /** What a statement finds, or does, as the role of the service, behind others. */
  private static String as(String tenant, String... statements) {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SET LOCAL ROLE " + TaskyardDataSource.TENANTS_ROLE);
      if (tenant != null) {
        statement.execute("SELECT set_config('taskyard.tenant', '" + tenant + "', true)");
      }
      for (String sql : statements) {
        statement.execute(sql);
      }
      String found = Integer.toString(statement.getUpdateCount());
      if (statement.getResultSet() != null) {
        statement.getResultSet().next();
        found = statement.getResultSet().getString(1);
      }
      connection.commit();
      return found;
    } catch (SQLException fault) {
      throw new IllegalStateException(fault.getMessage(), fault);
    }
  }

  private static UUID task(String tenant) {
    UUID id = UUID.randomUUID();
    as(
        tenant.isEmpty() ? "*" : tenant,
        """
        INSERT INTO task_live (task_id, tenant, created_at, updated_at, status, handler, max_attempts, tags)
        VALUES ('%s', '%s', now(), now(), 'pending', 'A', 5, '["x"]')
        """
            .formatted(id, tenant));
    return id;
  }

  @Test
  void aTenantSeesAndTouchesItsRowsOnlyAlsoWithoutAnyPredicate() {
    UUID mine = task(one);
    UUID foreign = task(two);
    for (String table : new String[] {"task", "task_live", "queue", "task_count_delta"}) {
      assertThat(as(one, "SELECT count(*) FROM " + table)).as(table).isEqualTo("1");
      assertThat(as(one, "SELECT string_agg(tenant, ' ') FROM " + table)).isEqualTo(one);
    }
    assertThat(as(one, "SELECT string_agg(tenant, ' ') FROM task_count_part")).isEqualTo(one);
    assertThat(as(one, "SELECT task_id FROM task")).isEqualTo(mine.toString());
    assertThat(as(one, "UPDATE task_live SET priority = 9")).isEqualTo("1");
    assertThat(as(one, "DELETE FROM task_live WHERE task_id = '" + foreign + "'")).isEqualTo("0");
    assertThat(database.one("SELECT priority FROM task WHERE task_id = ?", foreign)).isEqualTo("5");
  }

  @Test
  void nobodyMakesARowOfAnotherTenant() {
    assertThatThrownBy(
            () ->
                as(
                    one,
                    """
                    INSERT INTO task_live (task_id, tenant, created_at, updated_at, status, handler, max_attempts)
                    VALUES (gen_random_uuid(), '%s', now(), now(), 'pending', 'A', 5)
                    """
                        .formatted(two)))
        .hasMessageContaining("row-level security");
  }

  @Test
  void whoDoesNotSayWhoseSeesNothing() throws SQLException {
    task(one);
    task("");
    assertThat(as(null, "SELECT count(*) FROM task")).isEqualTo("0");
    // nor does a session that has said it once
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET ROLE " + TaskyardDataSource.TENANTS_ROLE);
      statement.execute("SELECT set_config('taskyard.tenant', '*', true)");
      assertThat(TestDatabase.one(connection, "SELECT count(*) FROM task")).isEqualTo("0");
    }
  }

  @Test
  void theServiceItselfSeesAll() {
    task(one);
    task("");
    String all = database.one("SELECT count(*) FROM task");
    assertThat(as("*", "SELECT count(*) FROM task")).isEqualTo(all);
  }

  @Test
  void whatHangsOnATaskIsSeenAndGoesWithIt() {
    UUID mine = task(one);
    String attempt =
        "INSERT INTO attempt (task_id, token, number, started_at, ended_at, outcome)"
            + " VALUES ('%s', gen_random_uuid(), 1, now(), now(), 'failed')";
    as(one, attempt.formatted(mine));
    assertThat(as(one, "SELECT count(*) FROM attempt")).isEqualTo("1");
    assertThat(as(two, "SELECT count(*) FROM attempt")).isEqualTo("0");
    as(one, "DELETE FROM task_live WHERE task_id = '" + mine + "'");
    assertThat(database.one("SELECT count(*) FROM attempt WHERE task_id = ?", mine)).isEqualTo("0");
  }

  @Test
  void anOperationIsSeenByItsTenantWithWhatBecameOfItsTasks() {
    String operation =
        "INSERT INTO operation (operation_id, tenant, previewed_at, matched, previewed_by, request)"
            + " VALUES ('%s', '%s', now(), 1, 'x', '{}')";
    String item =
        "INSERT INTO operation_item (operation_id, task_id, at, outcome)"
            + " VALUES ('%s', gen_random_uuid(), now(), 'done')";
    UUID mine = UUID.randomUUID();
    as(one, operation.formatted(mine, one), item.formatted(mine));
    for (String table : new String[] {"operation", "operation_item"}) {
      assertThat(as(one, "SELECT count(*) FROM " + table)).as(table).isEqualTo("1");
      assertThat(as(two, "SELECT count(*) FROM " + table)).as(table).isEqualTo("0");
      assertThat(as(two, "DELETE FROM " + table)).as(table).isEqualTo("0");
    }
    assertThatThrownBy(() -> as(two, item.formatted(mine)))
        .hasMessageContaining("row-level security");
    assertThatThrownBy(() -> as(two, operation.formatted(UUID.randomUUID(), one)))
        .hasMessageContaining("row-level security");
  }

  @Test
  void everyTableWithATenantHasItsRuleAlsoAMonthThatIsMadeLater() {
    as("*", "SELECT add_history_month('2031-01-01')");
    as("*", "SELECT add_audit_month('2031-01-01')");
    String unguarded =
        """
        SELECT string_agg(c.relname, ' ')
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
          AND NOT (c.relrowsecurity AND c.relforcerowsecurity
                   AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'rows_of_tenant'))
        """;
    assertThat(database.one(unguarded)).isNull();
    String open =
        """
        SELECT string_agg(c.relname, ' ' ORDER BY c.relname)
        FROM pg_class c
        WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT c.relrowsecurity
        """;
    // a new table is guarded, or belongs to the installation and is named here
    assertThat(database.one(open))
        .isEqualTo("flyway_schema_history handler moved_clock node run_figure task_event_ring");
  }

  @Test
  void aSearchByTagsStillUsesItsIndex() {
    task(one);
    String plan =
        as(
            one,
            "SET LOCAL enable_seqscan = off",
            "SET LOCAL enable_indexscan = off",
            "EXPLAIN (FORMAT JSON) SELECT task_id FROM task_live WHERE tags @> '[\"x\"]'");
    assertThat(plan).contains("task_live_tags_idx");
  }

  @Test
  void theRulesGoOutOfForceWithTheSetting() {
    task(one);
    guard(database.source(), false);
    assertThat(Integer.parseInt(as(null, "SELECT count(*) FROM task"))).isPositive();
    assertThat(database.one("SELECT count(*) FROM pg_class WHERE relrowsecurity")).isEqualTo("0");
  }

  @Test
  void onADataSourceOfTheServerTheRoleMustNotPassTheRules() {
    assertThatThrownBy(() -> new GuardTenants(database.source(), true).guard(true))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("superuser or has BYPASSRLS");
  }

  @Test
  void anOwnerThatIsNoSuperuserNeedsWhatAnAdministratorDoesOnce() throws Exception {
    TestDatabase external = TestDatabase.empty();
    String owner = "taskyard_" + ProcessHandle.current().pid();
    external.run("CREATE ROLE " + owner + " LOGIN; GRANT CREATE ON SCHEMA public TO " + owner);
    PGSimpleDataSource own = external.newSource();
    own.setUrl(own.getUrl().replace("user=postgres", "user=" + owner));
    own.setUser(owner);
    Migrations.bringUpToDate(own);
    assertThatThrownBy(() -> guard(own, true))
        .isInstanceOf(StartupFailure.class)
        .hasMessageContaining("examples/tenants.sql");
    String administrator =
        Files.readString(Path.of("examples/tenants.sql"))
            .replaceAll("CREATE ROLE taskyard_service[^;]*;", "")
            .replace("TO taskyard;", "TO " + owner + ";");
    external.run(administrator);
    guard(own, true);
    assertThat(external.one("SELECT count(*) > 20 FROM pg_class WHERE relforcerowsecurity"))
        .isEqualTo("t");
  }
}
