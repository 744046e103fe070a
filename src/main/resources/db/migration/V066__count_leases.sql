-- What runs is counted by change, like the tasks themselves, and not from the leases: a total by status, and stats, then cost the
-- same with 5,000 running tasks as with none. Figures: docs/performance.md.
--
-- The counters have a status for it that no task has, 'leased': a leased task is stored as pending and shown as running.

-- Whoever claims or ends runs waits until this is committed, and then meets the new triggers.
LOCK TABLE queue IN SHARE ROW EXCLUSIVE MODE;

-- As in V060, and counts. By both sides, so that it is right whatever was changed.
CREATE OR REPLACE FUNCTION note_leased_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
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
  INSERT INTO task_count_delta (handler, status, change)
  SELECT handler, 'leased', sum(change)
  FROM (SELECT handler, 1 AS change FROM after WHERE token IS NOT NULL
        UNION ALL
        SELECT handler, -1 FROM before WHERE token IS NOT NULL) AS both_sides
  GROUP BY handler
  HAVING sum(change) <> 0;
  RETURN NULL;
END $$;

-- Nothing is told: that a run has ended is told by its task. Nothing comes into the queue with a lease.
CREATE FUNCTION count_left_leases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_count_delta (handler, status, change)
  SELECT handler, 'leased', -count(*) FROM before WHERE token IS NOT NULL GROUP BY handler;
  RETURN NULL;
END $$;

CREATE TRIGGER queue_left AFTER DELETE ON queue REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION count_left_leases();

INSERT INTO task_count_delta (handler, status, change) SELECT handler, 'leased', count(*) FROM lease GROUP BY handler;

CREATE VIEW leases_counted AS
SELECT handler, total FROM task_count WHERE history_month IS NULL AND status = 'leased'
UNION ALL
SELECT handler, change FROM task_count_delta WHERE status = 'leased';

-- As in V065, but for the leases.
CREATE OR REPLACE VIEW task_total_part AS
SELECT handler, status, false AS historized, total, false AS leased
FROM task_count
WHERE history_month IS NULL AND status <> 'leased'
UNION ALL
SELECT handler, status, true, total, false FROM history_count
UNION ALL
SELECT handler, status, history_month IS NOT NULL, change, false FROM task_count_delta WHERE status <> 'leased'
UNION ALL
SELECT held.handler, side.status, false, side.change * held.total, true
FROM leases_counted AS held, (VALUES ('running', 1), ('pending', -1)) AS side (status, change);

-- A row for each handler: its live tasks by status, and those in history, which are all finished. In place of handler_total,
-- which stays for nodes of the version before.
CREATE VIEW handler_tasks AS
SELECT handler,
       coalesce(sum(total) FILTER (WHERE status = 'pending'), 0)::bigint
         - coalesce(sum(total) FILTER (WHERE status = 'leased'), 0)::bigint     AS pending,
       coalesce(sum(total) FILTER (WHERE status = 'leased'), 0)::bigint         AS running,
       coalesce(sum(total) FILTER (WHERE status = 'completed'), 0)::bigint      AS completed,
       coalesce(sum(total) FILTER (WHERE status = 'failed'), 0)::bigint         AS failed,
       coalesce(sum(total) FILTER (WHERE status = 'cancelled'), 0)::bigint      AS cancelled,
       coalesce(sum(total) FILTER (WHERE status = 'past completed'), 0)::bigint AS past_completed,
       coalesce(sum(total) FILTER (WHERE status = 'past failed'), 0)::bigint    AS past_failed,
       coalesce(sum(total) FILTER (WHERE status = 'past cancelled'), 0)::bigint AS past_cancelled
FROM (SELECT handler, status, total FROM task_count WHERE history_month IS NULL
      UNION ALL
      SELECT handler, 'past ' || status, total FROM history_count
      UNION ALL
      SELECT handler, CASE WHEN history_month IS NULL THEN status ELSE 'past ' || status END, change
      FROM task_count_delta) AS part
GROUP BY handler;
