-- Totals at the same cost however many months of history there are, and however many tasks run. Figures:
-- docs/performance.md.

-- The counters of history over all months: a total reads these, dropping a month the ones by month.
CREATE TABLE history_count (
  handler text   NOT NULL COLLATE "C",
  status  text   NOT NULL COLLATE "C",
  total   bigint NOT NULL,
  CONSTRAINT history_count_pk PRIMARY KEY (handler, status)
) WITH (fillfactor = 50);

INSERT INTO history_count
SELECT handler, status, sum(total) FROM task_count WHERE history_month IS NOT NULL GROUP BY handler, status;

CREATE INDEX task_count_live ON task_count (handler, status) WHERE history_month IS NULL;  -- task_total

-- By trigger, so that whoever folds changes or drops a month keeps them too.
CREATE FUNCTION sum_up_history() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  counted task_count := coalesce(NEW, OLD);
  change bigint := coalesce(NEW.total, 0) - coalesce(OLD.total, 0);
BEGIN
  INSERT INTO history_count AS h VALUES (counted.handler, counted.status, change)
  ON CONFLICT (handler, status) DO UPDATE SET total = h.total + change;
  RETURN NULL;
END $$;

CREATE TRIGGER month_counted AFTER INSERT OR UPDATE ON task_count
  FOR EACH ROW WHEN (NEW.history_month IS NOT NULL) EXECUTE FUNCTION sum_up_history();
CREATE TRIGGER month_gone AFTER DELETE ON task_count
  FOR EACH ROW WHEN (OLD.history_month IS NOT NULL) EXECUTE FUNCTION sum_up_history();

-- As in V055, and alone with the counters: changes folded meanwhile would leave a counter of a month that is gone.
CREATE OR REPLACE FUNCTION drop_history_month(month date) RETURNS boolean LANGUAGE plpgsql AS $$
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
  DELETE FROM task_count WHERE history_month = first_day;
  RETURN true;
END $$;

-- What the leases change stands apart (leased): a running task is stored as pending. A total over all statuses leaves
-- these rows out, and the leases are not read.
CREATE OR REPLACE VIEW task_total AS
SELECT handler, status, historized, sum(total)::bigint AS total, leased
FROM (SELECT handler, status, false AS historized, total, false AS leased FROM task_count WHERE history_month IS NULL
      UNION ALL
      SELECT handler, status, true, total, false FROM history_count
      UNION ALL
      SELECT handler, status, history_month IS NOT NULL, change, false FROM task_count_delta
      UNION ALL
      SELECT held.handler, side.status, false, side.change * held.leases, true
      FROM (SELECT handler, count(*) AS leases FROM lease GROUP BY handler) AS held,
           (VALUES ('running', 1), ('pending', -1)) AS side (status, change)) AS parts
GROUP BY handler, status, historized, leased;
