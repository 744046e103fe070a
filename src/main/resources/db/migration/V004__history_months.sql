-- History lies in one partition per month of historizing, so that old history is dropped, not deleted.

-- Makes the partition of a month if it is not there. Built aside and then attached: attaching takes a lock that
-- neither readers nor writers of other partitions notice.
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
  EXECUTE format('ALTER TABLE task ATTACH PARTITION %I FOR VALUES IN (%L)', partition, first_day);
  RETURN true;
END $$;

-- Drops a month of history and its totals.
CREATE FUNCTION drop_history_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  first_day date := date_trunc('month', month::timestamp)::date;
  partition text := 'task_' || to_char(first_day, 'YYYYMM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('taskyard history months'));
  IF to_regclass(partition) IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('DROP TABLE %I', partition);
  DELETE FROM task_count_delta WHERE history_month = first_day;
  DELETE FROM task_count WHERE history_month = first_day;
  RETURN true;
END $$;

SELECT add_history_month((service_clock() AT TIME ZONE 'UTC')::date),
       add_history_month((service_clock() AT TIME ZONE 'UTC' + interval '1 month')::date);
