-- History has one partition per month of historizing, so that old history is dropped, not deleted row by row.

-- Makes the partition of a month; false if there is one. It is built aside and then attached: attaching takes a lock
-- that neither readers nor writers of other partitions notice.
CREATE FUNCTION add_history_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
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
  IF to_regproc('guard_as') IS NOT NULL THEN      -- not while the schema is made
    PERFORM guard_as(partition::regclass, 'task');
  END IF;
  EXECUTE format('ALTER TABLE task ATTACH PARTITION %I FOR VALUES IN (%L)', partition, first_day);
  RETURN true;
END $$;

-- Drops a month of history with its attempts and counters; false if there is none. Few attempts are left: DropHistory
-- deletes them before, in small pieces. Under the lock of FoldCounts: changes folded meanwhile would leave a counter of
-- a month that is gone.
CREATE FUNCTION drop_history_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', month::timestamp)::date;
  partition text := 'task_' || to_char(first_day, 'YYYYMM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('taskyard history months'));
  IF to_regclass(partition) IS NULL THEN
    RETURN false;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('taskyard fold counts'));
  EXECUTE format('DELETE FROM attempt USING %I AS gone WHERE attempt.task_id = gone.task_id', partition);
  EXECUTE format('DELETE FROM attempt_log USING %I AS gone WHERE attempt_log.task_id = gone.task_id', partition);
  EXECUTE format('DROP TABLE %I', partition);
  DELETE FROM task_count_delta WHERE history_month = first_day;
  WITH gone AS (
    DELETE FROM month_count WHERE history_month = first_day RETURNING tenant, handler, status, total
  )
  UPDATE task_count AS c SET total = c.total - gone.total
  FROM gone
  WHERE c.tenant = gone.tenant AND c.handler = gone.handler AND c.status = gone.status AND c.historized;
  RETURN true;
END $$;

-- The months of history that lie wholly before a moment (DropHistory).
CREATE FUNCTION history_months_before(moment timestamptz) RETURNS SETOF date LANGUAGE sql STABLE AS $$
  SELECT month
  FROM pg_inherits i
       JOIN pg_class c ON c.oid = i.inhrelid AND c.relname ~ '^task_\d{6}$'
       CROSS JOIN LATERAL to_date(substr(c.relname, 6), 'YYYYMM') AS month
  WHERE i.inhparent = 'task'::regclass AND month + interval '1 month' <= moment AT TIME ZONE 'UTC'
  ORDER BY month
$$;

SELECT add_history_month((service_clock() AT TIME ZONE 'UTC')::date),
       add_history_month((service_clock() AT TIME ZONE 'UTC' + interval '1 month')::date);
