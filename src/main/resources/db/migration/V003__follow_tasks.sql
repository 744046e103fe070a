-- What follows from every change of a task, whoever makes it: its place in the queue, and the totals.
--
-- Exact totals by handler and status at a cost that does not grow with the tables: every statement that changes
-- tasks appends its net change (no hot row, so writers never wait for each other); upkeep folds the changes.
-- Triggers, so that the totals stay exact under batches, COPY and hand-made SQL.
CREATE TABLE task_count (
  history_month date,                      -- null = live
  handler       text   NOT NULL COLLATE "C",
  status        text   NOT NULL COLLATE "C",
  total         bigint NOT NULL
);
CREATE UNIQUE INDEX task_count_key ON task_count (handler, status, (coalesce(history_month, '-infinity'::date)));

CREATE TABLE task_count_delta (
  history_month date,
  handler       text   NOT NULL COLLATE "C",
  status        text   NOT NULL COLLATE "C",
  change        bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- The plans below are made once per session, by the size that the queue had at the last vacuum, and must suit any:
-- "= ANY (ARRAY[...])" can only be done by looking up each row, an equality also by walking the whole index.
CREATE FUNCTION note_added_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO queue (task_id, handler, priority, due_at, attempt)
  SELECT task_id, handler, priority, coalesce(run_at, created_at), attempt
  FROM added
  WHERE status = 'pending' AND history_month IS NULL;
  INSERT INTO task_count_delta (history_month, handler, status, change)
  SELECT history_month, handler, status, count(*) FROM added GROUP BY history_month, handler, status;
  RETURN NULL;
END $$;

CREATE FUNCTION note_removed_tasks() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  DELETE FROM queue USING removed WHERE queue.task_id = ANY (ARRAY[removed.task_id]);
  INSERT INTO task_count_delta (history_month, handler, status, change)
  SELECT history_month, handler, status, -count(*) FROM removed GROUP BY history_month, handler, status;
  RETURN NULL;
END $$;

CREATE FUNCTION note_changed_tasks() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  DELETE FROM queue USING added
  WHERE queue.task_id = ANY (ARRAY[added.task_id]) AND (added.status <> 'pending' OR added.history_month IS NOT NULL);
  INSERT INTO queue AS q (task_id, handler, priority, due_at, attempt)
  SELECT task_id, handler, priority, coalesce(run_at, created_at), attempt
  FROM added
  WHERE status = 'pending' AND history_month IS NULL
  ON CONFLICT (task_id) DO UPDATE
    SET handler = excluded.handler, priority = excluded.priority, due_at = excluded.due_at
    WHERE (q.handler, q.priority, q.due_at) IS DISTINCT FROM (excluded.handler, excluded.priority, excluded.due_at);
  INSERT INTO task_count_delta (history_month, handler, status, change)
  SELECT history_month, handler, status, sum(change)
  FROM (SELECT history_month, handler, status, 1 AS change FROM added
        UNION ALL
        SELECT history_month, handler, status, -1 FROM removed) AS both_sides
  GROUP BY history_month, handler, status
  HAVING sum(change) <> 0;
  RETURN NULL;
END $$;

CREATE FUNCTION note_emptied_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'task tables are not truncated: delete rows, or drop a month of history by drop_history_month()';
END $$;

-- A statement fires the triggers of the table that it names, so the parent and every partition need them.
CREATE FUNCTION count_tasks_of(counted regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER task_added AFTER INSERT ON %s REFERENCING NEW TABLE AS added
                  FOR EACH STATEMENT EXECUTE FUNCTION note_added_tasks()', counted);
  EXECUTE format('CREATE TRIGGER task_removed AFTER DELETE ON %s REFERENCING OLD TABLE AS removed
                  FOR EACH STATEMENT EXECUTE FUNCTION note_removed_tasks()', counted);
  EXECUTE format('CREATE TRIGGER task_changed AFTER UPDATE ON %s REFERENCING OLD TABLE AS removed NEW TABLE AS added
                  FOR EACH STATEMENT EXECUTE FUNCTION note_changed_tasks()', counted);
  EXECUTE format('CREATE TRIGGER task_emptied BEFORE TRUNCATE ON %s
                  FOR EACH STATEMENT EXECUTE FUNCTION note_emptied_tasks()', counted);
END $$;

SELECT count_tasks_of('task');
SELECT count_tasks_of('task_live');

-- What callers see: running is counted from the leases, of which there are only as many as tasks run.
CREATE VIEW task_total AS
SELECT handler, status, historized, sum(total)::bigint AS total
FROM (SELECT handler, status, history_month IS NOT NULL AS historized, total FROM task_count
      UNION ALL
      SELECT handler, status, history_month IS NOT NULL, change FROM task_count_delta
      UNION ALL
      SELECT handler, 'running', false, 1 FROM lease
      UNION ALL
      SELECT handler, 'pending', false, -1 FROM lease) AS parts
GROUP BY handler, status, historized;
