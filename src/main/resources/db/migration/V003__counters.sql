-- Exact totals by tenant, handler and status, at a cost that grows neither with the tasks, nor with the months of history, nor
-- with what runs (figures: docs/performance.md).
--
-- Every statement that changes tasks appends its net change (triggers in V006), so there is no hot row and writers
-- never wait for each other. FoldCounts adds the changes to the counters. A read sums the counters and the changes that
-- are not folded yet. A status of its own, 'leased', counts the leases: a running task is stored as pending.
CREATE TABLE task_count (
  tenant     text    NOT NULL COLLATE "C",
  handler    text    NOT NULL COLLATE "C",
  status     text    NOT NULL COLLATE "C",
  historized boolean NOT NULL,
  total      bigint  NOT NULL,
  CONSTRAINT task_count_pk PRIMARY KEY (tenant, handler, status, historized)
) WITH (fillfactor = 50);

-- The share of each month of history in these counters, which its drop takes off. Counting the rows of the month then
-- would block writers: docs/adr/0022-a-drop-counts-no-rows.md.
CREATE TABLE month_count (
  history_month date   NOT NULL,
  tenant        text   NOT NULL COLLATE "C",
  handler       text   NOT NULL COLLATE "C",
  status        text   NOT NULL COLLATE "C",
  total         bigint NOT NULL,
  CONSTRAINT month_count_pk PRIMARY KEY (history_month, tenant, handler, status)
);

CREATE TABLE task_count_delta (
  history_month date,                      -- null: live
  tenant        text   NOT NULL COLLATE "C",
  handler       text   NOT NULL COLLATE "C",
  status        text   NOT NULL COLLATE "C",
  change        bigint NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- What the counters say at this moment, in parts: each reader sums up once.
CREATE VIEW task_count_part AS
SELECT tenant, handler, status, historized, total FROM task_count
UNION ALL
SELECT tenant, handler, status, history_month IS NOT NULL, change FROM task_count_delta;

-- The totals that callers see, in parts that the reader sums up (KeptTotal): grouped here, each total of a page would
-- be sorted and grouped once more. The rows marked as leased move running tasks from pending to running; their sum is
-- zero, so a total over all statuses leaves them out and reads no leases.
CREATE VIEW task_total AS
SELECT tenant, handler, status, historized, total, false AS leased
FROM task_count_part
WHERE status <> 'leased'
UNION ALL
SELECT held.tenant, held.handler, side.status, false, side.change * held.total, true
FROM task_count_part AS held, (VALUES ('running', 1), ('pending', -1)) AS side (status, change)
WHERE held.status = 'leased';

-- A row per tenant and handler: its live tasks by status, and those in history, which are all finished (SumUpTasks).
CREATE VIEW tenant_handler_tasks AS
SELECT tenant, handler,
       coalesce(sum(total) FILTER (WHERE status = 'pending'), 0)::bigint
         - coalesce(sum(total) FILTER (WHERE status = 'leased'), 0)::bigint                      AS pending,
       coalesce(sum(total) FILTER (WHERE status = 'leased'), 0)::bigint                          AS running,
       coalesce(sum(total) FILTER (WHERE status = 'completed' AND NOT historized), 0)::bigint    AS completed,
       coalesce(sum(total) FILTER (WHERE status = 'failed' AND NOT historized), 0)::bigint       AS failed,
       coalesce(sum(total) FILTER (WHERE status = 'cancelled' AND NOT historized), 0)::bigint    AS cancelled,
       coalesce(sum(total) FILTER (WHERE status = 'completed' AND historized), 0)::bigint        AS past_completed,
       coalesce(sum(total) FILTER (WHERE status = 'failed' AND historized), 0)::bigint           AS past_failed,
       coalesce(sum(total) FILTER (WHERE status = 'cancelled' AND historized), 0)::bigint        AS past_cancelled
FROM task_count_part
GROUP BY tenant, handler;

-- The same of all tenants together (SumUpTasks, V010).
CREATE VIEW handler_tasks AS
SELECT handler,
       sum(pending)::bigint        AS pending,
       sum(running)::bigint        AS running,
       sum(completed)::bigint      AS completed,
       sum(failed)::bigint         AS failed,
       sum(cancelled)::bigint      AS cancelled,
       sum(past_completed)::bigint AS past_completed,
       sum(past_failed)::bigint    AS past_failed,
       sum(past_cancelled)::bigint AS past_cancelled
FROM tenant_handler_tasks
GROUP BY handler;
