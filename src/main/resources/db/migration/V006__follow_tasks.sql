-- What follows from every change of tasks, whoever makes it: the place in the queue, the counters, the events.
-- Triggers, so that these stay exact under batches, COPY and hand-made SQL.
--
-- A session makes the plans of these functions once, by the size that the queue had at the last vacuum, and they must
-- suit any size. So the settings forbid what reads tables whole, and a join with the queue is written
-- "= ANY (ARRAY[...])": this can only look up each row, where an equality may also walk the whole index.
--
-- Old and new rows of a statement meet by grouping, not by a join: a session that planned the join for one row would
-- later compare each of 2,000 rows with every other.

-- A new task enters the queue, unless it is written as finished or as history.
CREATE FUNCTION note_added_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO queue (task_id, tenant, handler, priority, due_at, attempt)
  SELECT task_id, tenant, handler, priority, coalesce(run_at, created_at), attempt
  FROM added
  WHERE status = 'pending' AND history_month IS NULL;
  WITH counted AS (
    SELECT history_month, tenant, handler, status, count(*) AS change, array_agg(task_id) AS task_ids
    FROM added
    GROUP BY history_month, tenant, handler, status
  ), told AS (
    INSERT INTO task_event (slot, tenant, handler, status, task_ids)
    SELECT ring.slot, tenant, handler, status, task_ids
    FROM counted, task_event_ring AS ring
    WHERE history_month IS NULL
  )
  INSERT INTO task_count_delta (history_month, tenant, handler, status, change)
  SELECT history_month, tenant, handler, status, change FROM counted;
  RETURN NULL;
END $$;

-- A deleted task leaves the queue; its event is named deleted, though no task has this status.
CREATE FUNCTION note_removed_tasks() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  DELETE FROM queue USING removed WHERE queue.task_id = ANY (ARRAY[removed.task_id]);
  INSERT INTO task_count_delta (history_month, tenant, handler, status, change)
  SELECT history_month, tenant, handler, status, -count(*) FROM removed GROUP BY history_month, tenant, handler, status;
  INSERT INTO task_event (slot, tenant, handler, status, task_ids)
  SELECT (SELECT slot FROM task_event_ring), tenant, handler, 'deleted', array_agg(task_id) FROM removed GROUP BY tenant, handler;
  RETURN NULL;
END $$;

-- A changed task enters the queue, leaves it or moves in it.
--
-- The handshake "taskyard.queue_left": a statement that ends runs (FinishStatement.FINISH) takes its tasks out of the
-- queue itself, and sets taskyard.queue_left to on. This function then does not look for them there, and sets it to off
-- again, so that it holds for that one update only.
--
-- Where every row was pending before and is not now, which is nearly every change, nothing is compared row by row: that
-- halves the cost of the trigger.
CREATE FUNCTION note_changed_tasks() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  IF current_setting('taskyard.queue_left', true) = 'on' THEN
    PERFORM set_config('taskyard.queue_left', 'off', true);
  ELSE
    DELETE FROM queue USING added
    WHERE queue.task_id = ANY (ARRAY[added.task_id]) AND (added.status <> 'pending' OR added.history_month IS NOT NULL);
  END IF;
  IF NOT EXISTS (SELECT FROM removed WHERE status <> 'pending' OR history_month IS NOT NULL)
     AND NOT EXISTS (SELECT FROM added WHERE status = 'pending' OR history_month IS NOT NULL) THEN
    WITH ended AS (
      SELECT tenant, handler, status, count(*) AS change, array_agg(task_id) AS task_ids
      FROM added
      GROUP BY tenant, handler, status
    ), told AS (
      INSERT INTO task_event (slot, tenant, handler, status, task_ids)
      SELECT (SELECT slot FROM task_event_ring), tenant, handler, status, task_ids FROM ended
    )
    INSERT INTO task_count_delta (tenant, handler, status, change)
    SELECT tenant, handler, status, change FROM ended
    UNION ALL
    SELECT tenant, handler, 'pending', -count(*) FROM removed GROUP BY tenant, handler;
    RETURN NULL;
  END IF;
  INSERT INTO queue AS q (task_id, tenant, handler, priority, due_at, attempt)
  SELECT task_id, tenant, handler, priority, coalesce(run_at, created_at), attempt
  FROM added
  WHERE status = 'pending' AND history_month IS NULL
  ON CONFLICT (task_id) DO UPDATE
    SET handler = excluded.handler, priority = excluded.priority, due_at = excluded.due_at
    WHERE (q.handler, q.priority, q.due_at) IS DISTINCT FROM (excluded.handler, excluded.priority, excluded.due_at);
  WITH changed AS (
    SELECT task_id, max(tenant) AS tenant, max(handler) FILTER (WHERE is_new) AS handler,
           max(status) FILTER (WHERE is_new) AS status
    FROM (SELECT task_id, tenant, handler, status, true AS is_new FROM added
          UNION ALL
          SELECT task_id, tenant, NULL, status, false FROM removed) AS both_sides
    GROUP BY task_id
    HAVING max(status) FILTER (WHERE is_new) <> max(status) FILTER (WHERE NOT is_new)
  ), told AS (
    INSERT INTO task_event (slot, tenant, handler, status, task_ids)
    SELECT (SELECT slot FROM task_event_ring), tenant, handler, status, array_agg(task_id)
    FROM changed
    GROUP BY tenant, handler, status
  )
  INSERT INTO task_count_delta (history_month, tenant, handler, status, change)
  SELECT history_month, tenant, handler, status, sum(change)
  FROM (SELECT history_month, tenant, handler, status, 1 AS change FROM added
        UNION ALL
        SELECT history_month, tenant, handler, status, -1 FROM removed) AS both_sides
  GROUP BY history_month, tenant, handler, status
  HAVING sum(change) <> 0;
  RETURN NULL;
END $$;

-- TRUNCATE has no transition tables, so nothing could follow.
CREATE FUNCTION note_emptied_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'task tables are not truncated: delete rows, or drop a month of history by drop_history_month()';
END $$;

-- Gives a table of tasks these triggers: a statement fires those of the table that it names, so the parent and every
-- partition need them.
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

-- A task runs while its place in the queue is leased: the event and the count of claims and of releases. From both
-- sides of the change, so that it is right whatever was changed.
CREATE FUNCTION note_leased_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_event (slot, tenant, handler, status, task_ids)
  SELECT (SELECT slot FROM task_event_ring), tenant, handler, CASE WHEN runs THEN 'running' ELSE 'pending' END, array_agg(task_id)
  FROM (SELECT task_id, max(tenant) AS tenant, max(handler) AS handler, bool_or(leased AND is_new) AS runs
        FROM (SELECT task_id, tenant, handler, token IS NOT NULL AS leased, true AS is_new FROM after
              UNION ALL
              SELECT task_id, tenant, NULL, token IS NOT NULL, false FROM before) AS both_sides
        GROUP BY task_id
        HAVING bool_or(leased AND is_new) <> bool_or(leased AND NOT is_new)) AS changed
  GROUP BY tenant, handler, runs;
  INSERT INTO task_count_delta (tenant, handler, status, change)
  SELECT tenant, handler, 'leased', sum(change)
  FROM (SELECT tenant, handler, 1 AS change FROM after WHERE token IS NOT NULL
        UNION ALL
        SELECT tenant, handler, -1 FROM before WHERE token IS NOT NULL) AS both_sides
  GROUP BY tenant, handler
  HAVING sum(change) <> 0;
  RETURN NULL;
END $$;

CREATE TRIGGER queue_changed AFTER UPDATE ON queue REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION note_leased_tasks();

-- The count of leases that end with their row. No event: the change of the task has one. No row enters the queue
-- leased, so inserts need no trigger.
CREATE FUNCTION count_left_leases() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_count_delta (tenant, handler, status, change)
  SELECT tenant, handler, 'leased', -count(*) FROM before WHERE token IS NOT NULL GROUP BY tenant, handler;
  RETURN NULL;
END $$;

CREATE TRIGGER queue_left AFTER DELETE ON queue REFERENCING OLD TABLE AS before
  FOR EACH STATEMENT EXECUTE FUNCTION count_left_leases();
