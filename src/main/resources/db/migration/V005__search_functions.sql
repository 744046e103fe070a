-- Operators that the Criteria API cannot say, as functions. SQL functions of one expression are inlined by the
-- planner, so an index on the operator is still used.

-- Document containment (operator @>).
CREATE FUNCTION json_contains(document jsonb, part jsonb) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS 'SELECT document @> part';

-- Case-insensitive substring. Not LIKE: no character of the caller means anything but itself. The columns sort
-- by bytes; folding of case beyond ASCII needs the collation of the database.
CREATE FUNCTION text_contains(whole text, part text) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS 'SELECT strpos(lower(whole COLLATE "default"), lower(part COLLATE "default")) > 0';

-- The status that callers see, from the stored one and the lease's key.
CREATE FUNCTION shown_status(stored text, lease uuid) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$SELECT CASE WHEN lease IS NULL THEN stored ELSE 'running' END$$;
