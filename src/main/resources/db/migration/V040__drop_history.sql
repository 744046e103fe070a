-- The months of history that lie before a moment as a whole.
CREATE FUNCTION history_months_before(moment timestamptz) RETURNS SETOF date LANGUAGE sql STABLE AS $$
  SELECT month
  FROM pg_inherits i
       JOIN pg_class c ON c.oid = i.inhrelid AND c.relname ~ '^task_\d{6}$'
       CROSS JOIN LATERAL to_date(substr(c.relname, 6), 'YYYYMM') AS month
  WHERE i.inhparent = 'task'::regclass AND month + interval '1 month' <= moment AT TIME ZONE 'UTC'
  ORDER BY month
$$;
