-- What is read of many tasks at once is bounded in bytes: docs/adr/0018-memory-is-bounded-in-bytes.md.
--
-- JSON is large where PostgreSQL has compressed it or moved it out of the row. Its header shows that, without reading
-- it; all other JSON takes at most 2 KB in a row (TOAST_TUPLE_TARGET). These functions are inlined, so they must be
-- STABLE like what they call.
CREATE FUNCTION is_large(part jsonb) RETURNS boolean LANGUAGE sql STABLE
  AS 'SELECT part IS NOT NULL AND (pg_column_size(part) > 2000 OR pg_column_compression(part) IS NOT NULL)';

CREATE FUNCTION is_large(part text) RETURNS boolean LANGUAGE sql STABLE
  AS 'SELECT part IS NOT NULL AND octet_length(part) > 2000';

-- The two forms that a request, or a response, is stored in.
CREATE FUNCTION is_large(part jsonb, part_text text) RETURNS boolean LANGUAGE sql STABLE
  AS 'SELECT is_large(part) OR is_large(part_text)';

CREATE FUNCTION unless_large(part jsonb) RETURNS text LANGUAGE sql STABLE
  AS 'SELECT CASE WHEN NOT is_large(part) THEN part::text END';

CREATE FUNCTION unless_large(part text) RETURNS text LANGUAGE sql STABLE
  AS 'SELECT CASE WHEN NOT is_large(part) THEN part END';

-- The large JSON of tasks in their order, as many as fit into so many bytes, at least one (ReadJson). A task that is
-- gone is a row of nulls. Each task is read once, and none behind the first that does not fit.
CREATE FUNCTION json_of_tasks(tasks uuid[], room bigint)
  RETURNS TABLE (task_id uuid, updated_at timestamptz, request text, request_text text, response text, response_text text)
  LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_bitmapscan = off
  SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  FOREACH task_id IN ARRAY tasks LOOP
    SELECT t.updated_at, t.request::text, t.request_text, t.response::text, t.response_text
    INTO updated_at, request, request_text, response, response_text
    FROM task_live t WHERE t.task_id = json_of_tasks.task_id;
    IF NOT FOUND THEN
      SELECT t.updated_at, t.request::text, t.request_text, t.response::text, t.response_text
      INTO updated_at, request, request_text, response, response_text
      FROM task t WHERE t.task_id = json_of_tasks.task_id;
    END IF;
    room := room - coalesce(octet_length(request), 0) - coalesce(octet_length(request_text), 0)
            - coalesce(octet_length(response), 0) - coalesce(octet_length(response_text), 0);
    EXIT WHEN room < 0 AND task_id <> tasks[1];
    RETURN NEXT;
  END LOOP;
END $$;

-- The same of runs that were just claimed: what a run is given (LargeTasks).
CREATE FUNCTION json_of_runs(tasks uuid[], room bigint) RETURNS TABLE (task_id uuid, request text, checkpoint text)
  LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_bitmapscan = off
  SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  FOREACH task_id IN ARRAY tasks LOOP
    SELECT t.request::text, q.checkpoint::text INTO request, checkpoint
    FROM task_live t JOIN queue q ON q.task_id = ANY (ARRAY[t.task_id])
    WHERE t.task_id = json_of_runs.task_id;
    room := room - coalesce(octet_length(request), 0) - coalesce(octet_length(checkpoint), 0);
    EXIT WHEN room < 0 AND task_id <> tasks[1];
    RETURN NEXT;
  END LOOP;
END $$;
