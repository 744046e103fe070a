-- Tasks: one table, live tasks apart from history.
--
-- Where a task stands on its way is in the queue (V002): a running task is a pending one that somebody has leased.
-- Measured against a status in the row: docs/adr/0002-queue-beside-tasks.md.

-- The only clock that decides anything. A function, so that tests can replace it.
CREATE FUNCTION service_clock() RETURNS timestamptz
  LANGUAGE sql VOLATILE PARALLEL SAFE
  AS 'SELECT clock_timestamp()';

-- Text that is compared, never shown in a language's order: "C" sorts by bytes and outlives upgrades of the C library.
CREATE TABLE task (
  task_id          uuid        NOT NULL,
  parent_id        uuid,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  run_at           timestamptz,            -- not started before; null = at once; moved by retry and snooze
  started_at       timestamptz,            -- of the last run that ended; a run under way has it in the queue
  finished_at      timestamptz,
  historized_at    timestamptz,
  history_month    date,                   -- partition key: first day of the month of historized_at, null = live
  attempt          integer     NOT NULL DEFAULT 0,  -- runs that ended; a run under way counts in the queue
  max_attempts     integer     NOT NULL,
  priority         smallint    NOT NULL DEFAULT 5,
  progress         smallint,
  status           text        NOT NULL COLLATE "C",
  handler          text        NOT NULL COLLATE "C",
  user_id          text        COLLATE "C",
  entity_id        text        COLLATE "C",
  progress_message text,
  tags             jsonb,                  -- array of strings, null when there are none
  error            jsonb,
  request          jsonb,                  -- always the parsed value; searched by containment
  response         jsonb,
  request_text     text,                   -- the client's own text when it sent JSON inside a string
  response_text    text,
  CONSTRAINT task_status_is_known        CHECK (status IN ('pending', 'completed', 'failed', 'cancelled')),
  CONSTRAINT task_finished_has_a_time    CHECK ((status = 'pending') = (finished_at IS NULL)),
  CONSTRAINT task_history_has_a_month    CHECK ((historized_at IS NULL) = (history_month IS NULL)),
  CONSTRAINT task_handler_has_a_name     CHECK (length(handler) BETWEEN 1 AND 100),
  CONSTRAINT task_user_id_is_short       CHECK (length(user_id) <= 64),
  CONSTRAINT task_entity_id_is_short     CHECK (length(entity_id) <= 255),
  CONSTRAINT task_priority_is_one_digit  CHECK (priority BETWEEN 0 AND 9),
  CONSTRAINT task_attempts_are_counted   CHECK (attempt >= 0 AND max_attempts >= 1),
  CONSTRAINT task_progress_is_percent    CHECK (progress BETWEEN 0 AND 100),
  CONSTRAINT task_is_not_its_own_parent  CHECK (parent_id <> task_id)
) PARTITION BY LIST (history_month);

-- One index per question that is asked of many tasks; each costs every create (docs/performance.md has the prices).
-- All end in task_id, so that pages never overlap and a cursor is one place in the index.
CREATE INDEX task_by_age            ON task (created_at, task_id);                        -- the default list
CREATE INDEX task_by_handler        ON task (handler, created_at, task_id);               -- filter handler
CREATE INDEX task_by_status         ON task (status, created_at, task_id);                -- filter status
CREATE INDEX task_by_handler_status ON task (handler, status, created_at, task_id);       -- filter both
CREATE INDEX task_by_user           ON task (user_id, created_at, task_id);               -- filter user_id, and sort:
CREATE INDEX task_by_entity         ON task (entity_id, created_at, task_id);             -- nulls too, or no sort is served
CREATE INDEX task_by_parent         ON task (parent_id) WHERE parent_id IS NOT NULL;      -- connected entities
CREATE INDEX task_by_tag            ON task USING gin (tags jsonb_path_ops)               -- filter tags
  WHERE tags IS NOT NULL;

-- Live tasks. Room on the page for the rewrite at the end of a run; vacuumed and analysed early.
CREATE TABLE task_live PARTITION OF task FOR VALUES IN (NULL)
  WITH (fillfactor = 85,
        autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000,
        autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- A unique key of the parent would need the partition key, which is null here; so each partition has its own.
-- That no id is both live and historized is kept by the writers: SubmitTasks looks, historizing moves.
CREATE UNIQUE INDEX task_live_id ON task_live (task_id);
