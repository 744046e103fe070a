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
