-- Who changed what: a row per change that a caller, a schedule or a task made, written in the change's own transaction
-- (room access/audit), and a few per minute for what was refused. Only appended to; one partition per month, so that
-- what is old enough is dropped, not deleted row by row.
CREATE SEQUENCE audit_id_seq;

CREATE TABLE audit (
  audit_id       bigint      NOT NULL DEFAULT nextval('audit_id_seq'),
  at             timestamptz NOT NULL DEFAULT service_clock(),   -- partition key
  action         text        NOT NULL COLLATE "C",   -- task.create
  target_kind    text        NOT NULL COLLATE "C",   -- task
  target_id      text        COLLATE "C",            -- null: several, which after names
  principal_kind text        NOT NULL COLLATE "C",   -- key, token, session, nobody; schedule, task, service; unknown
  principal_id   text        COLLATE "C",
  tenant         text        NOT NULL DEFAULT '' COLLATE "C",   -- of the principal
  user_id        text        COLLATE "C",            -- for whom the principal acts
  address        text        COLLATE "C",
  request_id     text        COLLATE "C",
  reason         text,                               -- as the caller gave it
  before         jsonb,                              -- the members that changed; of payloads only size and SHA-256
  after          jsonb
) PARTITION BY RANGE (at);

-- Each costs every create; figures: docs/performance.md.
CREATE INDEX audit_by_age       ON audit (at, audit_id);                 -- SearchAudit: default list, range of at
CREATE INDEX audit_by_target    ON audit (target_id);                    -- filter target_id: what became of this task
CREATE INDEX audit_by_principal ON audit (principal_id, at, audit_id);   -- filter principal_id: what has this key done
CREATE INDEX audit_by_tenant    ON audit (tenant, at, audit_id)          -- SearchAudit by a tenant's caller
  WHERE tenant <> '';
CREATE INDEX audit_by_action    ON audit (action, at, audit_id)          -- filter action; nearly all rows are creates
  WHERE action <> 'task.create';

CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is only appended to (%)', tg_op USING ERRCODE = 'insufficient_privilege';
END $$;

-- Per row, as only such a trigger is that of each partition, too: whoever names a partition is refused as well.
CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit();
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();

-- Makes the partition of a month; false if there is one. It is built aside and then attached, as add_history_month()
-- does. Rows never change, so pages are full, and there is nothing to vacuum but for the visibility map and wraparound.
CREATE FUNCTION add_audit_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', month::timestamp)::date;
  partition text := 'audit_' || to_char(first_day, 'YYYYMM');
BEGIN
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('taskyard audit months'));
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE audit INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
  EXECUTE format('CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON %I
                  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()', partition);
  PERFORM guard_as(partition::regclass, 'audit');
  EXECUTE format('ALTER TABLE audit ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition,
                 first_day::timestamp AT TIME ZONE 'UTC', (first_day + interval '1 month') AT TIME ZONE 'UTC');
  RETURN true;
END $$;

-- This month and the next two; how many of them were missing. At each start (afterMigrate), and by KeepAudit.
CREATE FUNCTION add_audit_months() RETURNS integer LANGUAGE sql VOLATILE AS $$
  SELECT (count(*) FILTER (WHERE add_audit_month(month::date)))::integer
  FROM (SELECT service_clock() AT TIME ZONE 'UTC' + make_interval(months => ahead) AS month
        FROM generate_series(0, 2) AS ahead) AS months
$$;

-- The months that lie wholly before a moment (KeepAudit).
CREATE FUNCTION audit_months_before(moment timestamptz) RETURNS SETOF date LANGUAGE sql STABLE AS $$
  SELECT month
  FROM pg_inherits i
       JOIN pg_class c ON c.oid = i.inhrelid AND c.relname ~ '^audit_\d{6}$'
       CROSS JOIN LATERAL to_date(substr(c.relname, 7), 'YYYYMM') AS month
  WHERE i.inhparent = 'audit'::regclass AND month + interval '1 month' <= moment AT TIME ZONE 'UTC'
  ORDER BY month
$$;

-- Drops a month; false if there is none.
CREATE FUNCTION drop_audit_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  partition text := 'audit_' || to_char(month, 'YYYYMM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('taskyard audit months'));
  IF to_regclass(partition) IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('DROP TABLE %I', partition);
  RETURN true;
END $$;
