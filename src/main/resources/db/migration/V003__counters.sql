-- Exact totals by handler and status, at a cost that grows neither with the tasks, nor with the months of history, nor
-- with what runs (figures: docs/performance.md).
--
-- Every statement that changes tasks appends its net change (triggers in V006), so there is no hot row and writers
-- never wait for each other. FoldCounts adds the changes to the counters. A read sums the counters and the changes that
-- are not folded yet. A status of its own, 'leased', counts the leases: a running task is stored as pending.
CREATE TABLE task_count (
  history_month date,                      -- null: live
  handler       text   NOT NULL COLLATE "C",
  status        text   NOT NULL COLLATE "C",
  total         bigint NOT NULL
);

-- FoldCounts: the counter that a change belongs to.
CREATE UNIQUE INDEX task_count_key ON task_count (handler, status, (coalesce(history_month, '-infinity'::date)));

-- The counters of live tasks, without those of each month: task_total_part, leases_counted, handler_tasks.
CREATE INDEX task_count_live ON task_count (handler, status) WHERE history_month IS NULL;

CREATE TABLE task_count_delta (
  history_month date,
  handler       text   NOT NULL COLLATE "C",
  status        text   NOT NULL COLLATE "C",
  change        bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- The counters of history over all months. A total reads these; the counters by month are for the drop of a month.
CREATE TABLE history_count (
  handler text   NOT NULL COLLATE "C",
  status  text   NOT NULL COLLATE "C",
  total   bigint NOT NULL,
  CONSTRAINT history_count_pk PRIMARY KEY (handler, status)
) WITH (fillfactor = 50);

-- Carries each change of a month's counter over to history_count. A trigger, so that folding and dropping both keep it.
CREATE FUNCTION sum_up_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted task_count := coalesce(NEW, OLD);
  change bigint := coalesce(NEW.total, 0) - coalesce(OLD.total, 0);
BEGIN
  INSERT INTO history_count AS h VALUES (counted.handler, counted.status, change)
  ON CONFLICT (handler, status) DO UPDATE SET total = h.total + change;
  RETURN NULL;
END $$;

CREATE TRIGGER month_counted AFTER INSERT OR UPDATE ON task_count
  FOR EACH ROW WHEN (NEW.history_month IS NOT NULL) EXECUTE FUNCTION sum_up_history();
CREATE TRIGGER month_gone AFTER DELETE ON task_count
  FOR EACH ROW WHEN (OLD.history_month IS NOT NULL) EXECUTE FUNCTION sum_up_history();

CREATE VIEW leases_counted AS
SELECT handler, total FROM task_count WHERE history_month IS NULL AND status = 'leased'
UNION ALL
SELECT handler, change FROM task_count_delta WHERE status = 'leased';

-- The totals that callers see, in parts that the reader sums up (KeptTotal): grouped here, each total of a page would
-- be sorted and grouped once more. The rows marked as leased move running tasks from pending to running; their sum is
-- zero, so a total over all statuses leaves them out and reads no leases.
CREATE VIEW task_total_part AS
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

-- The same, grouped: handler_roster (V010).
CREATE VIEW task_total AS
SELECT handler, status, historized, sum(total)::bigint AS total, leased
FROM task_total_part
GROUP BY handler, status, historized, leased;

-- A row per handler: its live tasks by status, and those in history, which are all finished (SumUpTasks).
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
