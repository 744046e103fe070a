-- Changes of status, for whoever watches: one row per statement, handler and status, appended by triggers, so that every
-- change is told whoever makes it. Figures and what else was tried: docs/adr/0007-events-beside-tasks.md.
--
-- Readers ask for what their last snapshot did not see: a transaction that commits late is never skipped. Rows in the
-- order of seq tell the changes of one task in their order: whoever changes it next has waited for the one before.
CREATE SEQUENCE task_event_seq;

CREATE TABLE task_event (
  slot     smallint    NOT NULL,           -- partition key; slots are written in turn, see rotate_task_events()
  seq      bigint      NOT NULL DEFAULT nextval('task_event_seq'),
  xid      xid8        NOT NULL DEFAULT pg_current_xact_id(),
  at       timestamptz NOT NULL DEFAULT service_clock(),
  handler  text        NOT NULL COLLATE "C",
  status   text        NOT NULL COLLATE "C",   -- as callers see it: running is among them; or deleted
  task_ids uuid[]      NOT NULL
) PARTITION BY LIST (slot);
ALTER TABLE task_event ALTER COLUMN task_ids SET STORAGE EXTERNAL;    -- ids do not get smaller

CREATE INDEX task_event_by_xid ON task_event (xid);    -- what a snapshot has not seen (ReadEvents)

-- Only appended to, then truncated: nothing to vacuum.
CREATE TABLE task_event_0 PARTITION OF task_event FOR VALUES IN (0) WITH (autovacuum_enabled = off);
CREATE TABLE task_event_1 PARTITION OF task_event FOR VALUES IN (1) WITH (autovacuum_enabled = off);
CREATE TABLE task_event_2 PARTITION OF task_event FOR VALUES IN (2) WITH (autovacuum_enabled = off);
CREATE TABLE task_event_3 PARTITION OF task_event FOR VALUES IN (3) WITH (autovacuum_enabled = off);

-- Which slot is written, since when; and the last transaction whose events are no longer there.
CREATE TABLE task_event_ring (
  slot     smallint    NOT NULL,
  since    timestamptz NOT NULL,
  lost_xid xid8        NOT NULL
);
INSERT INTO task_event_ring SELECT 0, service_clock(), '0';

-- Goes on to the next slot when the written one is half as old as events are kept, and empties that one before: there
-- are two full slots at least. Waits for nobody: a reader or a dump in the way puts it off.
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

-- The triggers of V003, which also tell of the changes from here on. Old and new rows meet by grouping, not by a join:
-- a session that planned the join for one row would go on to compare every row of 2,000 with every other.
CREATE OR REPLACE FUNCTION note_added_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO queue (task_id, handler, priority, due_at, attempt)
  SELECT task_id, handler, priority, coalesce(run_at, created_at), attempt
  FROM added
  WHERE status = 'pending' AND history_month IS NULL;
  WITH counted AS (
    SELECT history_month, handler, status, count(*) AS change, array_agg(task_id) AS task_ids
    FROM added
    GROUP BY history_month, handler, status
  ), told AS (
    INSERT INTO task_event (slot, handler, status, task_ids)
    SELECT ring.slot, handler, status, task_ids
    FROM counted, task_event_ring AS ring
    WHERE history_month IS NULL
  )
  INSERT INTO task_count_delta (history_month, handler, status, change)
  SELECT history_month, handler, status, change FROM counted;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_removed_tasks() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  DELETE FROM queue USING removed WHERE queue.task_id = ANY (ARRAY[removed.task_id]);
  INSERT INTO task_count_delta (history_month, handler, status, change)
  SELECT history_month, handler, status, -count(*) FROM removed GROUP BY history_month, handler, status;
  INSERT INTO task_event (slot, handler, status, task_ids)
  SELECT (SELECT slot FROM task_event_ring), handler, 'deleted', array_agg(task_id) FROM removed GROUP BY handler;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_changed_tasks() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  DELETE FROM queue USING added
  WHERE queue.task_id = ANY (ARRAY[added.task_id]) AND (added.status <> 'pending' OR added.history_month IS NOT NULL);
  -- not at the end of runs, which is most of the time
  IF EXISTS (SELECT 1 FROM added WHERE status = 'pending' AND history_month IS NULL) THEN
    INSERT INTO queue AS q (task_id, handler, priority, due_at, attempt)
    SELECT task_id, handler, priority, coalesce(run_at, created_at), attempt
    FROM added
    WHERE status = 'pending' AND history_month IS NULL
    ON CONFLICT (task_id) DO UPDATE
      SET handler = excluded.handler, priority = excluded.priority, due_at = excluded.due_at
      WHERE (q.handler, q.priority, q.due_at) IS DISTINCT FROM (excluded.handler, excluded.priority, excluded.due_at);
  END IF;
  WITH changed AS (
    SELECT task_id, max(handler) FILTER (WHERE is_new) AS handler, max(status) FILTER (WHERE is_new) AS status
    FROM (SELECT task_id, handler, status, true AS is_new FROM added
          UNION ALL
          SELECT task_id, NULL, status, false FROM removed) AS both_sides
    GROUP BY task_id
    HAVING max(status) FILTER (WHERE is_new) <> max(status) FILTER (WHERE NOT is_new)
  ), told AS (
    INSERT INTO task_event (slot, handler, status, task_ids)
    SELECT (SELECT slot FROM task_event_ring), handler, status, array_agg(task_id)
    FROM changed
    GROUP BY handler, status
  )
  INSERT INTO task_count_delta (history_month, handler, status, change)
  SELECT history_month, handler, status, sum(change)
  FROM (SELECT history_month, handler, status, 1 AS change FROM added
        UNION ALL
        SELECT history_month, handler, status, -1 FROM removed) AS both_sides
  GROUP BY history_month, handler, status
  HAVING sum(change) <> 0;
  RETURN NULL;
END $$;

-- A task runs while its place in the queue is leased.
CREATE FUNCTION note_leased_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_event (slot, handler, status, task_ids)
  SELECT (SELECT slot FROM task_event_ring), handler, CASE WHEN runs THEN 'running' ELSE 'pending' END, array_agg(task_id)
  FROM (SELECT task_id, max(handler) AS handler, bool_or(leased AND is_new) AS runs
        FROM (SELECT task_id, handler, token IS NOT NULL AS leased, true AS is_new FROM after
              UNION ALL
              SELECT task_id, NULL, token IS NOT NULL, false FROM before) AS both_sides
        GROUP BY task_id
        HAVING bool_or(leased AND is_new) <> bool_or(leased AND NOT is_new)) AS changed
  GROUP BY handler, runs;
  RETURN NULL;
END $$;

CREATE TRIGGER queue_changed AFTER UPDATE ON queue REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION note_leased_tasks();
