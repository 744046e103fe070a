-- Leases: who runs which task until when. A row here is what makes a pending task running.
-- Small (as many rows as tasks run at the moment) and rewritten in place: nothing but the key is indexed,
-- so that heartbeat and progress stay HOT updates.
CREATE TABLE lease (
  task_id          uuid        NOT NULL,
  token            uuid        NOT NULL,   -- fencing token, new at every claim; stands in every statement of the holder
  claimed_at       timestamptz NOT NULL,
  expires_at       timestamptz NOT NULL,   -- infinity: recorded by a client, runs elsewhere, is never rescued
  updated_at       timestamptz NOT NULL,   -- of the last progress
  attempt          integer     NOT NULL,   -- this run's number, from 1
  progress         smallint,
  handler          text        NOT NULL COLLATE "C",
  node             text,                   -- the node or remote worker that runs it; null: recorded by a client
  progress_message text,
  checkpoint       jsonb,
  cancel_requested boolean     NOT NULL DEFAULT false,
  CONSTRAINT lease_pk                     PRIMARY KEY (task_id),
  CONSTRAINT lease_progress_is_percent    CHECK (progress BETWEEN 0 AND 100),
  CONSTRAINT lease_attempt_counts_from_1  CHECK (attempt >= 1)
) WITH (fillfactor = 50,
        autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000, autovacuum_vacuum_cost_delay = 0);
