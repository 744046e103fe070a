-- Failures that are alike (rooms search/failures and search/request): the same handler and type, and a message that
-- differs only in numbers, ids and quoted text. Inlined, so the filter's condition is this expression.

-- The message without what differs from task to task; of long ones the beginning.
CREATE FUNCTION plain_message(message text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT regexp_replace(
           regexp_replace(
             regexp_replace(left(message, 500),
               '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', '<id>', 'gi'),
             '"[^"]*"|(?<!\w)''[^'']*''(?!\w)|`[^`]*`', '<text>', 'g'),
           '0x[0-9a-f]+|\d+([.,:]\d+)*', '<n>', 'gi')
$$;

-- Names a group. A client may record a failure without an error: those of a handler are a group, too.
CREATE FUNCTION error_group(handler text, error jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT md5(concat_ws(E'\n', handler, error->>'type', plain_message(error->>'message')))
$$;

CREATE FUNCTION error_type(error jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$SELECT error->>'type'$$;

CREATE FUNCTION error_message(error jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$SELECT plain_message(error->>'message')$$;
