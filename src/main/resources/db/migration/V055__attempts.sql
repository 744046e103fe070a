-- What became of the runs of a task, for whoever asks why it failed, took so long, or ran again (room attempt).
--
-- The last run of a completed task stands in the task itself: completed is for ever, so that nothing overwrites it, and
-- the most frequent end costs no row. Runs that were put off or handed back are no attempts and leave none.
ALTER TABLE task ADD COLUMN node text;       -- the node or remote worker of the last run that ended

CREATE TABLE attempt (
  task_id    uuid        NOT NULL,
  token      uuid        NOT NULL,           -- of the lease that the run had
  started_at timestamptz NOT NULL,
  ended_at   timestamptz NOT NULL,
  number     integer     NOT NULL,           -- from 1, and again from 1 when a client has the task run again
  outcome    text        NOT NULL COLLATE "C",
  node       text,
  error      jsonb,
  CONSTRAINT attempt_pk               PRIMARY KEY (task_id, token),
  CONSTRAINT attempt_outcome_is_known CHECK (outcome IN ('failed', 'cancelled', 'taken_away'))
);

-- What handlers and workers said while they ran.
CREATE TABLE attempt_log (
  task_id uuid        NOT NULL,
  token   uuid        NOT NULL,
  number  integer     NOT NULL,              -- of the line, from 1
  at      timestamptz NOT NULL,
  line    text        NOT NULL,
  CONSTRAINT attempt_log_pk PRIMARY KEY (task_id, token, number)
);

-- They go with their task, however it goes.
CREATE FUNCTION forget_attempts() RETURNS trigger LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_bitmapscan = off AS $$
BEGIN
  DELETE FROM attempt USING removed WHERE attempt.task_id = ANY (ARRAY[removed.task_id]);
  DELETE FROM attempt_log USING removed WHERE attempt_log.task_id = ANY (ARRAY[removed.task_id]);
  RETURN NULL;
END $$;

CREATE FUNCTION forget_attempts_of(tasks regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER task_forgotten AFTER DELETE ON %s REFERENCING OLD TABLE AS removed
                  FOR EACH STATEMENT EXECUTE FUNCTION forget_attempts()', tasks);
END $$;

SELECT forget_attempts_of(relid) FROM pg_partition_tree('task');

-- As in V004, and with the trigger above.
CREATE OR REPLACE FUNCTION add_history_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', month::timestamp)::date;
  partition text := 'task_' || to_char(first_day, 'YYYYMM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('taskyard history months'));
  IF to_regclass(partition) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE task INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', partition);
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (history_month IS NOT NULL AND history_month = %L)',
                 partition, partition || '_is_its_month', first_day);
  EXECUTE format('CREATE UNIQUE INDEX %I ON %I (task_id)', partition || '_id', partition);
  PERFORM count_tasks_of(partition::regclass);
  PERFORM forget_attempts_of(partition::regclass);
  EXECUTE format('ALTER TABLE task ATTACH PARTITION %I FOR VALUES IN (%L)', partition, first_day);
  RETURN true;
END $$;

-- As in V004, and attempts go with their tasks: only runs that failed have left any.
CREATE OR REPLACE FUNCTION drop_history_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', month::timestamp)::date;
  partition text := 'task_' || to_char(first_day, 'YYYYMM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('taskyard history months'));
  IF to_regclass(partition) IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('DELETE FROM attempt USING %I AS gone WHERE attempt.task_id = gone.task_id', partition);
  EXECUTE format('DELETE FROM attempt_log USING %I AS gone WHERE attempt_log.task_id = gone.task_id', partition);
  EXECUTE format('DROP TABLE %I', partition);
  DELETE FROM task_count_delta WHERE history_month = first_day;
  DELETE FROM task_count WHERE history_month = first_day;
  RETURN true;
END $$;
