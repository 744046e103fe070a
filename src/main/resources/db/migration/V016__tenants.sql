-- The second wall between tenants: row-level security, behind the predicates that every statement has itself. Its rules
-- are always there, and in force only where there are tenants: guard_tenants(), called at each start (GuardTenants).
-- Why, and what it costs: docs/adr/0027-tenants.md.
--
-- The setting taskyard.tenant of a transaction says whose rows it sees: a tenant's, or * for all. Without it there are
-- none; nullif, for a session that has had the setting once shows it as empty later. Each is asked for once in a
-- statement, in a subquery; and as a CASE the rule does not mislead the planner, which expects one row in 200 behind a
-- comparison that it cannot estimate.

-- What a table of tenants' rows shows, where the rows have the column tenant.
CREATE FUNCTION guard_rows_of(guarded regclass, OUT rule text) LANGUAGE plpgsql AS $$
BEGIN
  rule := $rule$CASE WHEN (SELECT current_setting('taskyard.tenant', true)) = '*' THEN true
    ELSE tenant = (SELECT nullif(current_setting('taskyard.tenant', true), '')) END$rule$;
  EXECUTE format('CREATE POLICY rows_of_tenant ON %s USING (%s)', guarded, rule);
END $$;

-- The same where they hang on rows of another table.
CREATE FUNCTION guard_rows_of(guarded regclass, head regclass, key name, OUT rule text) LANGUAGE plpgsql AS $$
BEGIN
  rule := format($rule$CASE WHEN (SELECT current_setting('taskyard.tenant', true)) = '*' THEN true
    ELSE EXISTS (SELECT FROM %1$s AS head WHERE head.%2$I = %3$s.%2$I) END$rule$, head, key, guarded);
  EXECUTE format('CREATE POLICY rows_of_tenant ON %s USING (%s)', guarded, rule);
END $$;

SELECT guard_rows_of(c.oid)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant' AND NOT a.attisdropped
WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
ORDER BY c.relname;

SELECT guard_rows_of('attempt', 'task', 'task_id'), guard_rows_of('attempt_log', 'task', 'task_id'),
       guard_rows_of('file_chunk', 'file', 'file_id'), guard_rows_of('schedule_run', 'schedule', 'schedule_id');

-- Puts the rules in force, also for the owner of the tables, or out of force; how many tables that has changed. Views
-- then show what their reader may see, not their owner.
CREATE FUNCTION guard_tenants(guard boolean) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  guarded  regclass;
  changed integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('taskyard tenants'));
  FOR guarded IN
    SELECT c.oid
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE p.polname = 'rows_of_tenant' AND c.relnamespace = current_schema()::regnamespace
      AND (c.relrowsecurity <> guard OR c.relforcerowsecurity <> guard)
      AND pg_has_role(c.relowner, 'USAGE')                       -- not the audit, where audit-wall.sql was run
  LOOP
    EXECUTE format(CASE WHEN guard THEN 'ALTER TABLE %1$s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'
                        ELSE 'ALTER TABLE %1$s NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY' END, guarded);
    changed := changed + 1;
  END LOOP;
  IF changed > 0 THEN
    FOR guarded IN
      SELECT oid FROM pg_class WHERE relkind = 'v' AND relnamespace = current_schema()::regnamespace
    LOOP
      EXECUTE format(CASE WHEN guard THEN 'ALTER VIEW %s SET (security_invoker = true)'
                          ELSE 'ALTER VIEW %s RESET (security_invoker)' END, guarded);
    END LOOP;
  END IF;
  RETURN changed;
END $$;

-- A new partition is guarded as its parent is.
CREATE FUNCTION guard_as(partition regclass, parent regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM guard_rows_of(partition);
  IF (SELECT relrowsecurity FROM pg_class WHERE oid = parent) THEN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', partition);
  END IF;
END $$;

-- Those of the ids that tasks in history have, whoever's: an id is one task's, of whatever tenant (SubmitTasks).
CREATE FUNCTION historized_among(ids uuid[]) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
  before text := current_setting('taskyard.tenant', true);
BEGIN
  PERFORM set_config('taskyard.tenant', '*', true);
  RETURN QUERY SELECT task_id FROM task WHERE history_month IS NOT NULL AND task_id = ANY (ids);
  PERFORM set_config('taskyard.tenant', coalesce(before, ''), true);
END $$;

-- What changes tables runs as their owner: the service itself works as a role that may not (docs/security/tenants-and-quotas.md).
ALTER FUNCTION add_history_month(date) SECURITY DEFINER SET search_path FROM CURRENT;
ALTER FUNCTION drop_history_month(date) SECURITY DEFINER SET search_path FROM CURRENT;
ALTER FUNCTION add_audit_month(date) SECURITY DEFINER SET search_path FROM CURRENT;
ALTER FUNCTION drop_audit_month(date) SECURITY DEFINER SET search_path FROM CURRENT;
ALTER FUNCTION rotate_task_events(interval) SECURITY DEFINER SET search_path FROM CURRENT;
