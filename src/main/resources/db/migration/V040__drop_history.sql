-- The months of history that lie before a moment as a whole.
CREATE FUNCTION history_months_before(moment timestamptz) RETURNS SETOF date LANGUAGE sql STABLE AS $$
  SELECT month
  FROM pg_inherits i
       JOIN pg_class c ON c.oid = i.inhrelid AND c.relname ~ '^task_\d{6}$'
       CROSS JOIN LATERAL to_date(substr(c.relname, 6), 'YYYYMM') AS month
  WHERE i.inhparent = 'task'::regclass AND month + interval '1 month' <= moment AT TIME ZONE 'UTC'
  ORDER BY month
$$;

-- Drops a month of history and its totals; false if it is not there, or in use. Dropping needs all of the table task for
-- a moment, and who waits for that keeps everybody waiting behind: so it waits briefly, and the caller comes again.
CREATE OR REPLACE FUNCTION drop_history_month(month date) RETURNS boolean LANGUAGE plpgsql
  SET lock_timeout = '100ms' AS $$
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
EXCEPTION
  WHEN lock_not_available THEN
    RETURN false;
END $$;
