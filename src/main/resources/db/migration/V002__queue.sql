-- The queue: one narrow row per task that is not finished. A row with a token is leased, and its task is running.
-- Claim, heartbeat and progress write here only; the wide row with its search indexes is written twice in a life.
-- Measured against two other layouts: docs/adr/0002-queue-beside-tasks.md.
CREATE TABLE queue (
  task_id          uuid        NOT NULL,
  token            uuid,                   -- fencing token, new at every claim; every statement of its holder names it
  due_at           timestamptz NOT NULL,   -- not claimed before
  claimed_at       timestamptz,            -- of the last claim
  expires_at       timestamptz,            -- of the lease; infinity: recorded by a client as running elsewhere
  updated_at       timestamptz,            -- of the last claim or progress
  attempt          integer     NOT NULL,   -- runs begun
  lease_seconds    integer,                -- as granted last; a heartbeat that names no length renews by this one
  priority         smallint    NOT NULL,
  progress         smallint,
  cancel_requested boolean     NOT NULL DEFAULT false,
  handler          text        NOT NULL COLLATE "C",
  tenant           text        NOT NULL DEFAULT '' COLLATE "C",
  node             text,                   -- the node or remote worker that holds the lease; null: recorded by a client
  progress_message text,
  checkpoint       jsonb,                  -- a handler's own state, kept over retries
  CONSTRAINT queue_pk                      PRIMARY KEY (task_id),
  CONSTRAINT queue_lease_has_times         CHECK (token IS NULL OR (claimed_at IS NOT NULL AND expires_at IS NOT NULL
                                                                    AND updated_at IS NOT NULL AND attempt >= 1)),
  CONSTRAINT queue_waiting_has_no_lease    CHECK (token IS NOT NULL OR expires_at IS NULL),
  CONSTRAINT queue_attempts_are_counted    CHECK (attempt >= 0),
  CONSTRAINT queue_progress_is_percent     CHECK (progress BETWEEN 0 AND 100)
) WITH (fillfactor = 70,                   -- heartbeat and progress touch no indexed column: HOT, if the page has room
        autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
        autovacuum_analyze_scale_factor = 0.05, autovacuum_analyze_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- The claim: per handler, highest priority first, then the longest due (ClaimStatement); also the two functions below.
CREATE INDEX queue_due ON queue (handler, priority DESC, due_at, task_id) WHERE token IS NULL;

-- The same for the workers of a tenant; without tenants it stays empty.
CREATE INDEX queue_due_of_tenant ON queue (tenant, handler, priority DESC, due_at, task_id)
  WHERE token IS NULL AND tenant <> '';

-- The leased rows: RescueLostLeases, and the filter "running" (Predicates).
CREATE INDEX queue_leased ON queue (handler, task_id) WHERE token IS NOT NULL;

-- The runs under way.
CREATE VIEW lease AS
SELECT task_id, token, claimed_at, expires_at, updated_at, attempt, progress, cancel_requested, handler, tenant,
       node, progress_message, checkpoint
FROM queue
WHERE token IS NOT NULL;

-- Since when the longest waiting of a handler's due tasks could run: the head of each priority in queue_due. The
-- settings leave no other plan: a planner that believes the queue to be small reads all that waits.
CREATE FUNCTION oldest_due_at(wanted text) RETURNS timestamptz LANGUAGE plpgsql STABLE
  SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off AS $$
BEGIN
  RETURN (SELECT min(head.due_at)
          FROM generate_series(0, 9) AS level (priority),
               LATERAL (SELECT q.due_at FROM queue q
                        WHERE q.handler = wanted AND q.priority = level.priority AND q.token IS NULL
                        ORDER BY q.due_at, q.task_id LIMIT 1) AS head
          WHERE head.due_at <= service_clock());
END $$;

-- The task of these handlers that waits longest, or will first be due: again the heads in queue_due, because a search
-- in task would pass all that ran since the last vacuum. Planned once per connection: with those settings there is one
-- plan for all handlers. Each priority is asked for, which is a third cheaper than going from one that exists to the
-- next. With a tenant among its tasks only.
CREATE FUNCTION waits_longest(handlers text[], of_tenant text DEFAULT NULL) RETURNS uuid LANGUAGE plpgsql STABLE
  SET enable_seqscan = off SET enable_bitmapscan = off SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  IF of_tenant <> '' THEN
    RETURN (
      SELECT head.task_id
      FROM unnest(handlers) AS wanted (handler),
           generate_series(0, 9) AS level (priority),
           LATERAL (SELECT q.due_at, q.task_id FROM queue q
                    WHERE q.tenant = of_tenant AND q.tenant <> '' AND q.handler = wanted.handler
                      AND q.priority = level.priority AND q.token IS NULL
                    ORDER BY q.due_at, q.task_id LIMIT 1) AS head
      ORDER BY head.due_at, head.task_id LIMIT 1);
  END IF;
  RETURN (
    SELECT head.task_id
    FROM unnest(handlers) AS wanted (handler),
         generate_series(0, 9) AS level (priority),
         LATERAL (SELECT q.due_at, q.task_id FROM queue q
                  WHERE q.handler = wanted.handler AND q.priority = level.priority AND q.token IS NULL
                  ORDER BY q.due_at, q.task_id LIMIT 1) AS head
    ORDER BY head.due_at, head.task_id LIMIT 1);
END $$;
