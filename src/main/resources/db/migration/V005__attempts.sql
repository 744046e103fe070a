-- The runs of a task, for whoever asks why it failed, took so long, or ran again (room attempt).
--
-- The last run of a completed task is in the task itself: nothing changes it later, and the most frequent end costs no
-- row. A run that was put off or handed back is no attempt and leaves none.
CREATE TABLE attempt (
  task_id    uuid        NOT NULL,
  token      uuid        NOT NULL,           -- of the lease that the run had
  started_at timestamptz NOT NULL,
  ended_at   timestamptz NOT NULL,
  number     integer     NOT NULL,           -- from 1, and again from 1 when a client retries the task
  outcome    text        NOT NULL COLLATE "C",
  node       text,
  error      jsonb,
  CONSTRAINT attempt_pk               PRIMARY KEY (task_id, token),      -- ListAttempts, forget_attempts()
  CONSTRAINT attempt_outcome_is_known CHECK (outcome IN ('failed', 'cancelled', 'taken_away'))
);

-- What handlers and workers logged in a run.
CREATE TABLE attempt_log (
  task_id uuid        NOT NULL,
  token   uuid        NOT NULL,
  number  integer     NOT NULL,              -- of the line, from 1
  at      timestamptz NOT NULL,
  line    text        NOT NULL,
  CONSTRAINT attempt_log_pk PRIMARY KEY (task_id, token, number)         -- ListAttempts, forget_attempts()
);

-- Attempts go with their task, whoever deletes it. Settings and "= ANY (ARRAY[...])": see V006.
CREATE FUNCTION forget_attempts() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
  before text := current_setting('taskyard.tenant', true);
BEGIN
  -- the task is no longer there to say whose they are (V016__tenants.sql)
  PERFORM set_config('taskyard.tenant', '*', true);
  DELETE FROM attempt USING removed WHERE attempt.task_id = ANY (ARRAY[removed.task_id]);
  DELETE FROM attempt_log USING removed WHERE attempt_log.task_id = ANY (ARRAY[removed.task_id]);
  PERFORM set_config('taskyard.tenant', coalesce(before, ''), true);
  RETURN NULL;
END $$;

-- Gives a table of tasks this trigger.
CREATE FUNCTION forget_attempts_of(tasks regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER task_forgotten AFTER DELETE ON %s REFERENCING OLD TABLE AS removed
                  FOR EACH STATEMENT EXECUTE FUNCTION forget_attempts()', tasks);
END $$;

SELECT forget_attempts_of(relid) FROM pg_partition_tree('task');
