-- What totals and stats read, at the same cost for many tasks as for few. Figures: docs/performance.md.

-- The counters, in parts that whoever reads them sums up: task_total grouped them, and was sorted, grouped and planned so, for
-- each total of a page. What the leases change stands apart (leased): see V064.
CREATE VIEW task_total_part AS
SELECT handler, status, false AS historized, total, false AS leased FROM task_count WHERE history_month IS NULL
UNION ALL
SELECT handler, status, true, total, false FROM history_count
UNION ALL
SELECT handler, status, history_month IS NOT NULL, change, false FROM task_count_delta
UNION ALL
SELECT held.handler, side.status, false, side.change * held.leases, true
FROM (SELECT handler, count(*) AS leases FROM lease GROUP BY handler) AS held,
     (VALUES ('running', 1), ('pending', -1)) AS side (status, change);

CREATE OR REPLACE VIEW task_total AS
SELECT handler, status, historized, sum(total)::bigint AS total, leased
FROM task_total_part
GROUP BY handler, status, historized, leased;

-- By handler, a fifth of the rows by status.
CREATE VIEW handler_total AS
SELECT handler,
       historized,
       coalesce(sum(total) FILTER (WHERE status = 'pending'), 0)::bigint   AS pending,
       coalesce(sum(total) FILTER (WHERE status = 'running'), 0)::bigint   AS running,
       coalesce(sum(total) FILTER (WHERE status = 'completed'), 0)::bigint AS completed,
       coalesce(sum(total) FILTER (WHERE status = 'failed'), 0)::bigint    AS failed,
       coalesce(sum(total) FILTER (WHERE status = 'cancelled'), 0)::bigint AS cancelled
FROM task_total_part
GROUP BY handler, historized;

-- As in V062, but planned once for each connection (steered, there is one plan for all), and asked for priorities one by one,
-- which is a third cheaper than to go from each to the next that is there.
CREATE OR REPLACE FUNCTION waits_longest(handlers text[]) RETURNS uuid LANGUAGE plpgsql STABLE
  SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (
    SELECT head.task_id
    FROM unnest(handlers) AS wanted (handler),
         generate_series(0, 9) AS level (priority),
         LATERAL (SELECT q.due_at, q.task_id FROM queue q
                  WHERE q.handler = wanted.handler AND q.priority = level.priority AND q.token IS NULL
                  ORDER BY q.due_at, q.task_id LIMIT 1) AS head
    ORDER BY head.due_at, head.task_id LIMIT 1);
END $$;
