-- Tasks: one partitioned table, live tasks apart from history (docs/adr/0003-one-partitioned-table.md). docs/schema.md
-- draws the whole schema: tables, who writes them, what the triggers do.
--
-- No task is stored as running: a running task is a pending one whose row in the queue (V002) is leased. Measured
-- against a status in the row: docs/adr/0002-queue-beside-tasks.md.

-- The only clock that decides anything. A function, so that tests can replace it.
CREATE FUNCTION service_clock() RETURNS timestamptz
  LANGUAGE sql VOLATILE PARALLEL SAFE
  AS 'SELECT clock_timestamp()';

-- Text that is compared but never sorted for a reader has the collation "C": bytes compare fast, and no upgrade of the
-- C library changes their order. Columns of a fixed width come first, wide before narrow, so that rows have no gaps.
CREATE TABLE task (
  task_id          uuid        NOT NULL,
  parent_id        uuid,
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  run_at           timestamptz,            -- not started before; null: at once; moved by retry and snooze
  started_at       timestamptz,            -- of the last run that ended; the queue has that of a run under way
  finished_at      timestamptz,
  historized_at    timestamptz,
  history_month    date,                   -- partition key: first day of the month of historized_at; null: live
  attempt          integer     NOT NULL DEFAULT 0,  -- runs that ended; the queue counts one under way, too
  max_attempts     integer     NOT NULL,
  priority         smallint    NOT NULL DEFAULT 5,
  progress         smallint,
  status           text        NOT NULL COLLATE "C",
  handler          text        NOT NULL COLLATE "C",
  tenant           text        NOT NULL DEFAULT '' COLLATE "C",  -- whose user_id is one; '': the installation's
  user_id          text        COLLATE "C",
  entity_id        text        COLLATE "C",
  node             text,                   -- the node or remote worker of the last run that ended
  progress_message text,
  tags             jsonb,                  -- array of strings, null when there are none
  error            jsonb,
  request          jsonb,                  -- always the parsed value; searched by containment
  response         jsonb,
  request_text     text,                   -- the client's own text when it sent JSON inside a string
  response_text    text,
  traceparent      text        COLLATE "C",  -- the trace in which it was created (W3C Trace Context), read at the claim
  acts_for         text        COLLATE "C",  -- the user whose tasks its run may read and create; null: everybody's
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

-- One index per question that is asked of many tasks (room search: Predicates). Each costs every create; figures:
-- docs/performance.md. All that serve a list contain task_id, so that pages never overlap and a cursor is one place in
-- the index. The status is behind the key: a scan in the order of creation passes entries of other statuses without
-- looking at their tasks. Completed tasks have no entry by status: docs/adr/0013-status-at-the-end-of-indexes.md.
CREATE INDEX task_by_age     ON task (created_at, task_id, status);           -- HistorizeTasks; default list, also completed
CREATE INDEX task_by_handler ON task (handler, created_at, task_id, status);  -- filter handler, with a status too
CREATE INDEX task_by_status  ON task (status, created_at, task_id)            -- filter status, where few tasks have it
  WHERE status <> 'completed';
CREATE INDEX task_by_user    ON task (user_id, created_at, task_id);          -- filter user_id; sort, so nulls too
CREATE INDEX task_by_entity  ON task (entity_id, created_at, task_id);        -- filter entity_id; sort
CREATE INDEX task_by_tenant  ON task (tenant, created_at, task_id, status)   -- searches and totals of a tenant's callers;
  WHERE tenant <> '';                                                        -- without tenants it stays empty
CREATE INDEX task_by_parent  ON task (parent_id) WHERE parent_id IS NOT NULL; -- TaskFamily: connected entities
CREATE INDEX task_by_tag     ON task USING gin (tags jsonb_path_ops)          -- filter tags
  WHERE tags IS NOT NULL;

-- Live tasks. Each page keeps room for the rewrite at the end of a run; vacuumed and analysed early.
CREATE TABLE task_live PARTITION OF task FOR VALUES IN (NULL)
  WITH (fillfactor = 85,
        autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000,
        autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- A task by its id. Each partition has this key of its own: a unique key of the parent would need the partition key,
-- which is null here. The writers keep an id from being both live and historized: SubmitTasks looks, HistorizeTasks
-- moves.
CREATE UNIQUE INDEX task_live_id ON task_live (task_id);

-- Operators that the Criteria API does not have, as functions. PostgreSQL inlines an SQL function of one expression, so
-- that an index on the operator is still used.

-- Document containment (operator @>).
CREATE FUNCTION json_contains(document jsonb, part jsonb) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS 'SELECT document @> part';

-- Case-insensitive substring. Not LIKE: no character of the caller has a meaning of its own. The columns compare by
-- bytes; folding of case beyond ASCII needs the collation of the database.
CREATE FUNCTION text_contains(whole text, part text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS 'SELECT strpos(lower(whole COLLATE "default"), lower(part COLLATE "default")) > 0';

-- The status that callers see, from the stored one and the lease's key.
CREATE FUNCTION shown_status(stored text, lease uuid) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$SELECT CASE WHEN lease IS NULL THEN stored ELSE 'running' END$$;
