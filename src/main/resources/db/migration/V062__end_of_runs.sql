-- The triggers' part in the end of runs, which is nearly every change of a task, at half its cost; and what waits
-- longest, from the queue. Figures: docs/performance.md.

-- As in V060. Where every row was pending before and is not now, nothing needs to be compared row by row. A statement
-- that takes its tasks out of the queue itself says so by taskyard.queue_left, which holds for its own update only.
CREATE OR REPLACE FUNCTION note_changed_tasks() RETURNS trigger LANGUAGE plpgsql
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
      SELECT handler, status, count(*) AS change, array_agg(task_id) AS task_ids
      FROM added
      GROUP BY handler, status
    ), told AS (
      INSERT INTO task_event (slot, handler, status, task_ids)
      SELECT (SELECT slot FROM task_event_ring), handler, status, task_ids FROM ended
    )
    INSERT INTO task_count_delta (handler, status, change)
    SELECT handler, status, change FROM ended
    UNION ALL
    SELECT handler, 'pending', -count(*) FROM removed GROUP BY handler;
    RETURN NULL;
  END IF;
  INSERT INTO queue AS q (task_id, handler, priority, due_at, attempt)
  SELECT task_id, handler, priority, coalesce(run_at, created_at), attempt
  FROM added
  WHERE status = 'pending' AND history_month IS NULL
  ON CONFLICT (task_id) DO UPDATE
    SET handler = excluded.handler, priority = excluded.priority, due_at = excluded.due_at
    WHERE (q.handler, q.priority, q.due_at) IS DISTINCT FROM (excluded.handler, excluded.priority, excluded.due_at);
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

-- The task that waits longest, or will first be due, of those handlers: the head of each priority that they have in
-- queue_due. Steered like oldest_due_at() (V050). By tasks it would be sought among all that ran since the last vacuum,
-- and all that run.
CREATE FUNCTION waits_longest(handlers text[]) RETURNS uuid LANGUAGE plpgsql STABLE
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  RETURN (
    WITH RECURSIVE head AS (
      SELECT top.*
      FROM unnest(handlers) AS wanted (handler),
           LATERAL (SELECT q.handler, q.priority, q.due_at, q.task_id FROM queue q
                    WHERE q.handler = wanted.handler AND q.token IS NULL
                    ORDER BY q.priority DESC, q.due_at, q.task_id LIMIT 1) AS top
      UNION ALL
      SELECT next.*
      FROM head,
           LATERAL (SELECT q.handler, q.priority, q.due_at, q.task_id FROM queue q
                    WHERE q.handler = head.handler AND q.priority < head.priority AND q.token IS NULL
                    ORDER BY q.priority DESC, q.due_at, q.task_id LIMIT 1) AS next
    )
    SELECT task_id FROM head ORDER BY due_at, task_id LIMIT 1);
END $$;
