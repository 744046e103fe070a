package org.taskyard.database;

import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.taskyard.database.pool.TaskyardDataSource;
import org.taskyard.settings.StartupFailure;

/**
 * Puts the rules of the tables in force where there are tenants, and out of force where there are
 * none any more (V016__tenants.sql). Refuses to start where the service could pass them.
 */
final class GuardTenants {

  private static final Logger LOG = Logger.getLogger(GuardTenants.class.getName());

  /** Before it, views cannot show what their reader may see only. */
  private static final int LEAST_VERSION = 15;

  /** What an administrator does by examples/tenants.sql; a superuser does it here. */
  private static final String PREPARE =
      """
      DO $$
      BEGIN
        IF to_regrole('%1$s') IS NULL THEN
          CREATE ROLE %1$s NOLOGIN;
        END IF;
        GRANT pg_read_all_stats TO %1$s;
        ALTER FUNCTION jsonb_contains(jsonb, jsonb) LEAKPROOF;
      END $$
      """
          .formatted(TaskyardDataSource.TENANTS_ROLE);

  private static final String WHO =
      """
      SELECT r.rolsuper, r.rolbypassrls,
             to_regrole('%1$s') IS NOT NULL AND pg_has_role(to_regrole('%1$s')::oid, 'MEMBER') AS member,
             (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = '%1$s') AS passes,
             (SELECT proleakproof FROM pg_proc WHERE oid = 'jsonb_contains(jsonb,jsonb)'::regprocedure) AS leakproof,
             current_setting('server_version_num')::integer / 10000 AS version
      FROM pg_roles r
      WHERE r.rolname = current_user
      """
          .formatted(TaskyardDataSource.TENANTS_ROLE);

  /** On what is ours: an administrator may have taken the audit away from us (audit-wall.sql). */
  private static final String GRANT =
      """
      DO $$
      DECLARE
        own record;
      BEGIN
        EXECUTE format('GRANT USAGE ON SCHEMA %%I TO %1$s', current_schema());
        FOR own IN
          SELECT * FROM pg_class
          WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'S')
            AND pg_has_role(relowner, 'USAGE')
        LOOP
          EXECUTE format(
            CASE WHEN own.relkind = 'S' THEN 'GRANT USAGE, SELECT ON SEQUENCE %%s TO %1$s'
                 WHEN own.relname LIKE 'audit%%' THEN 'GRANT SELECT, INSERT ON %%s TO %1$s'
                 ELSE 'GRANT SELECT, INSERT, UPDATE, DELETE ON %%s TO %1$s' END, own.oid::regclass);
        END LOOP;
      END $$
      """
          .formatted(TaskyardDataSource.TENANTS_ROLE);

  private static final String FAILED = "The rules for tenants cannot be put in force";

  /** Who has made the schema, and works with it. */
  private record Who(
      boolean superuser,
      boolean bypasses,
      boolean member,
      boolean rolePasses,
      boolean leakproof,
      int version) {}

  private final Sql sql;
  private final boolean given;

  /**
   * @param database as which the schema is made
   * @param given whether the service works as the same role, by the server's data source
   */
  GuardTenants(DataSource database, boolean given) {
    this.sql = new Sql(database);
    this.given = given;
  }

  /**
   * Sees to the rules.
   *
   * @throws StartupFailure if there are tenants, and the service could pass the rules
   */
  void guard(boolean tenants) {
    if (tenants) {
      prepare();
    }
    int changed = sql.one(FAILED, "SELECT guard_tenants(?)", row -> row.getInt(1), tenants);
    if (changed > 0) {
      LOG.log(
          Level.INFO,
          "Row-level security between tenants is {0} for {1} tables",
          new Object[] {tenants ? "in force" : "out of force", changed});
    }
  }

  private void prepare() {
    if (who().superuser() && !given) {
      sql.update(FAILED, PREPARE);
    }
    Who who = who();
    if (who.version() < LEAST_VERSION) {
      throw refused("needs PostgreSQL " + LEAST_VERSION + " or later; this is " + who.version());
    }
    if (given ? who.superuser() || who.bypasses() : who.rolePasses()) {
      throw refused(
          "is of no use here: the role as which Taskyard works is a superuser or has BYPASSRLS, so"
              + " that row-level security does not hold for it");
    }
    if (!given && !who.superuser() && !who.member()) {
      throw refused(
          "needs the role "
              + TaskyardDataSource.TENANTS_ROLE
              + ": have an administrator of the database run examples/tenants.sql once");
    }
    if (!who.leakproof()) {
      LOG.warning(
          "Searches by tags or by parts of JSON will use no index, since jsonb_contains is not"
              + " marked as leakproof: run examples/tenants.sql (docs/security/tenants-and-quotas.md).");
    }
    if (!given) {
      sql.update(FAILED, GRANT);
    }
  }

  private Who who() {
    return sql.one(FAILED, WHO, GuardTenants::who);
  }

  private static Who who(java.sql.ResultSet row) throws SQLException {
    return new Who(
        row.getBoolean("rolsuper"),
        row.getBoolean("rolbypassrls"),
        row.getBoolean("member"),
        row.getBoolean("passes"),
        row.getBoolean("leakproof"),
        row.getInt("version"));
  }

  private static StartupFailure refused(String why) {
    return StartupFailure.because("TASKYARD_TENANTS " + why + ".", null);
  }
}
