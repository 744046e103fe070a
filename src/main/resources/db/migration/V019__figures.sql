-- Figures of runs over time (docs/adr/0031-figures-over-time.md): each row adds to what a handler did in some minutes.
-- Nodes append what they counted (WriteFigures) and never wait for each other; a reader sums up. FoldFigures makes rows
-- of 10 minutes of those of a minute after 90 minutes, rows of an hour after 26 hours, and forgets them after 8 days. So
-- there are at most 100 minutes, 150 times ten minutes and 170 hours, each with 201 handlers, of minutes for each node.
-- They are of all tenants, and name nobody's task.
CREATE TABLE run_figure (
  at      timestamptz NOT NULL,             -- where the minutes begin
  count   bigint      NOT NULL,
  minutes smallint    NOT NULL,
  bucket  smallint    NOT NULL,             -- of a span of time (execution.figures.Buckets), else 0
  handler text        NOT NULL COLLATE "C",
  measure text        NOT NULL COLLATE "C",
  CONSTRAINT run_figure_minutes_are_known CHECK (minutes IN (1, 10, 60)),
  CONSTRAINT run_figure_measure_is_known  CHECK (measure IN ('completed', 'failed', 'retried', 'start_delay', 'run_time'))
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000);

CREATE INDEX run_figure_by_age ON run_figure (minutes, at);   -- ShowTrend, FoldFigures

-- What failed lately: the console's Overview, and the list behind it. Without it a look at the last hour read every failed
-- task, of which there may be many: docs/performance.md. Costs nothing but an entry for each task that fails.
CREATE INDEX task_by_failure ON task (finished_at, task_id) WHERE status = 'failed';
