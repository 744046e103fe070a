-- Changes of status, for watchers: one row per statement, tenant, handler and status, appended by triggers (V006), so that
-- every change appears whoever makes it. Figures, and what else was tried: docs/adr/0007-events-beside-tasks.md.
--
-- Readers ask for what their last snapshot did not see, so a transaction that commits late is never skipped. The order
-- of seq is the order of the changes of one task: whoever changes it next has waited for the change before.
CREATE SEQUENCE task_event_seq;

CREATE TABLE task_event (
  slot     smallint    NOT NULL,           -- partition key; slots are written in turn, see rotate_task_events()
  seq      bigint      NOT NULL DEFAULT nextval('task_event_seq'),
  xid      xid8        NOT NULL DEFAULT pg_current_xact_id(),
  at       timestamptz NOT NULL DEFAULT service_clock(),
  tenant   text        NOT NULL COLLATE "C",
  handler  text        NOT NULL COLLATE "C",
  status   text        NOT NULL COLLATE "C",   -- as callers see it: also running, and deleted
  task_ids uuid[]      NOT NULL
) PARTITION BY LIST (slot);
ALTER TABLE task_event ALTER COLUMN task_ids SET STORAGE EXTERNAL;    -- ids do not get smaller

CREATE INDEX task_event_by_xid ON task_event (xid);    -- ReadEvents: what a snapshot has not seen

-- Only appended to, then truncated: nothing to vacuum.
CREATE TABLE task_event_0 PARTITION OF task_event FOR VALUES IN (0) WITH (autovacuum_enabled = off);
CREATE TABLE task_event_1 PARTITION OF task_event FOR VALUES IN (1) WITH (autovacuum_enabled = off);
CREATE TABLE task_event_2 PARTITION OF task_event FOR VALUES IN (2) WITH (autovacuum_enabled = off);
CREATE TABLE task_event_3 PARTITION OF task_event FOR VALUES IN (3) WITH (autovacuum_enabled = off);

-- Which slot is written, since when; and the last transaction whose events are gone. One row.
CREATE TABLE task_event_ring (
  slot     smallint    NOT NULL,
  since    timestamptz NOT NULL,
  lost_xid xid8        NOT NULL
);
INSERT INTO task_event_ring SELECT 0, service_clock(), '0';

-- Empties the next slot and goes on to it, once the current one is half as old as events are kept: two full slots
-- remain at least. Waits for nobody: where a reader or a dump is in the way, a later call does it.
CREATE FUNCTION rotate_task_events(keep interval) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  next smallint;
  lost xid8;
BEGIN
  SELECT (slot + 1) % 4 INTO next
  FROM task_event_ring
  WHERE since < service_clock() - keep / 2
  FOR UPDATE SKIP LOCKED;
  IF next IS NULL THEN
    RETURN false;
  END IF;
  BEGIN
    EXECUTE format('LOCK TABLE task_event_%s IN ACCESS EXCLUSIVE MODE NOWAIT', next);
  EXCEPTION WHEN lock_not_available THEN
    RETURN false;
  END;
  EXECUTE format('SELECT xid FROM task_event_%s ORDER BY xid DESC LIMIT 1', next) INTO lost;
  EXECUTE format('TRUNCATE task_event_%s', next);
  UPDATE task_event_ring SET slot = next, since = service_clock(), lost_xid = greatest(lost_xid, coalesce(lost, '0'));
  RETURN true;
END $$;
