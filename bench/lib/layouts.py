"""Three layouts of where a claim stands, in as much of the real schema as the comparison needs; a schema for each.

S: status, token and lease in the wide row. L: a lease row made by the claim and removed at the end. Q: a queue row for
every task that is not finished. The statements are those that the engine would send in each.
"""

HANDLERS = 8

_COMMON = """
CREATE SCHEMA {name};
SET search_path = {name};
CREATE FUNCTION uuid7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
          || substr(md5(random()::text), 1, 19))::uuid $$;
CREATE TABLE task (
  task_id uuid NOT NULL, handler text COLLATE "C" NOT NULL, user_id text COLLATE "C", entity_id text COLLATE "C",
  status text COLLATE "C" NOT NULL, priority smallint NOT NULL, run_at timestamptz, attempt int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL, updated_at timestamptz, started_at timestamptz, finished_at timestamptz,
  node text COLLATE "C", tags jsonb, request jsonb, response jsonb{lease_columns});
CREATE UNIQUE INDEX ON task (task_id);
CREATE INDEX ON task (created_at, task_id);
CREATE INDEX ON task (handler, created_at, task_id);
CREATE INDEX ON task (status, created_at, task_id);
CREATE INDEX ON task (handler, status, created_at, task_id);
CREATE INDEX ON task (user_id, created_at, task_id);
CREATE INDEX ON task (entity_id, created_at, task_id);
CREATE INDEX ON task USING gin (tags jsonb_path_ops) WHERE tags IS NOT NULL;
{more}
CREATE FUNCTION load(n int) RETURNS void LANGUAGE sql AS $$
  INSERT INTO task (task_id, handler, user_id, entity_id, status, priority, created_at, updated_at, tags, request)
  SELECT uuid7(), 'H' || g % {handlers}, 'user-' || (random() * 1000)::int,
         CASE WHEN g % 2 = 0 THEN 'order-' || (random() * 20000)::int END, 'pending', (random() * 9)::int,
         clock_timestamp(), clock_timestamp(), CASE WHEN g % 5 = 0 THEN jsonb_build_array('t' || (random() * 20)::int) END,
         jsonb_build_object('pad', repeat(md5(g::text), 5), 'n', g)
  FROM generate_series(1, n) AS g $$;
ALTER FUNCTION load SET search_path = {name};
"""
_CLAIM_INDEX = ("CREATE INDEX ON task (handler, priority DESC, (coalesce(run_at, created_at)), task_id) "
                "WHERE status = 'pending';")
_LEASE = ('CREATE TABLE lease (task_id uuid PRIMARY KEY, handler text COLLATE "C" NOT NULL, token uuid NOT NULL, '
          'attempt int NOT NULL, node text COLLATE "C", claimed_at timestamptz, expires_at timestamptz);')
_QUEUE = ('CREATE TABLE queue (task_id uuid PRIMARY KEY, handler text COLLATE "C" NOT NULL, priority smallint NOT NULL, '
          'due timestamptz NOT NULL, attempt int NOT NULL, token uuid, node text COLLATE "C", claimed_at timestamptz, '
          'expires_at timestamptz);'
          'CREATE INDEX ON queue (handler, priority DESC, due, task_id) WHERE token IS NULL;')
_FILL_QUEUE = ("INSERT INTO queue (task_id, handler, priority, due, attempt) "
               "SELECT task_id, handler, priority, coalesce(run_at, created_at), 0 FROM task;")

_LEASED = "token = gen_random_uuid(), claimed_at = clock_timestamp(), expires_at = clock_timestamp() + interval '30 s', node = 'n'"
_ENDED = ("status = 'completed', response = '{\"ok\": true}', finished_at = clock_timestamp(), "
          "updated_at = clock_timestamp()")
_GIVEN = "b AS (SELECT * FROM unnest(CAST(:ids AS uuid[]), CAST(:tokens AS uuid[])) AS b (task_id, token))"
_GSET = "coalesce(array_agg(task_id), '{}') AS ids, coalesce(array_agg(token), '{}') AS tokens FROM i \\gset"


def candidates(layout, limit):
    """The next due tasks of all handlers, locked: priority by priority, handlers merged, locked by ctid as they are pulled."""
    table, due, free = (("queue", "t.due", "t.token IS NULL") if layout == "q"
                        else ("task", "coalesce(t.run_at, t.created_at)", "t.status = 'pending'"))
    lease = " AND (SELECT true FROM lease l WHERE l.task_id = t.task_id) IS NULL" if layout == "l" else ""
    now = "(SELECT clock_timestamp())"
    branches = " UNION ALL ".join(
        f"SELECT * FROM (SELECT t.ctid, t.task_id, {due} AS due FROM {table} t WHERE {free} AND t.handler = 'H{n}' "
        f"AND t.priority = p.p AND {due} <= {now}{lease} ORDER BY {due}, t.task_id) AS b{n}" for n in range(HANDLERS))
    return (f"SELECT t.task_id, t.handler, t.attempt FROM generate_series(9, 0, -1) AS p (p), "
            f"LATERAL (SELECT u.* FROM ({branches}) AS u ORDER BY u.due, u.task_id) AS k, "
            f"LATERAL (SELECT t.* FROM {table} t WHERE t.ctid = k.ctid AND {free} AND {due} <= {now} "
            f"FOR NO KEY UPDATE OF t SKIP LOCKED) AS t LIMIT {limit}")


def plain_candidates(layout, limit):
    """The form that one would write first."""
    table, due, free = (("queue", "t.due", "t.token IS NULL") if layout == "q"
                        else ("task", "coalesce(t.run_at, t.created_at)", "t.status = 'pending'"))
    lease = " AND NOT EXISTS (SELECT 1 FROM lease l WHERE l.task_id = t.task_id)" if layout == "l" else ""
    handlers = ", ".join(f"'H{n}'" for n in range(HANDLERS))
    return (f"SELECT t.task_id, t.handler, t.attempt FROM {table} t WHERE {free} AND t.handler IN ({handlers}) "
            f"AND {due} <= (SELECT clock_timestamp()){lease} ORDER BY t.priority DESC, {due}, t.task_id LIMIT {limit} "
            f"FOR NO KEY UPDATE OF t SKIP LOCKED")


def claim(layout, limit):
    """Leases the next tasks and reads what their handlers need."""
    if layout == "s":
        lease = (f"UPDATE task t SET status = 'running', attempt = t.attempt + 1, started_at = clock_timestamp(), "
                 f"{_LEASED} FROM c WHERE t.task_id = c.task_id RETURNING t.task_id, t.token, t.request")
        return f"WITH c AS ({candidates(layout, limit)}), i AS ({lease}) SELECT count(request) AS n, {_GSET}"
    if layout == "l":
        lease = ("INSERT INTO lease SELECT task_id, handler, gen_random_uuid(), attempt + 1, 'n', clock_timestamp(), "
                 "clock_timestamp() + interval '30 s' FROM c ON CONFLICT DO NOTHING RETURNING task_id, token")
    else:
        lease = (f"UPDATE queue t SET attempt = t.attempt + 1, {_LEASED} FROM c WHERE t.task_id = c.task_id "
                 "RETURNING t.task_id, t.token")
    return (f"WITH c AS ({candidates(layout, limit)}), k AS ({lease}), "
            f"i AS (SELECT k.*, t.request FROM k JOIN task t USING (task_id)) SELECT count(request) AS n, {_GSET}")


def complete(layout):
    """Ends what the claim before has leased."""
    if layout == "s":
        return (f"WITH {_GIVEN} UPDATE task t SET {_ENDED}, token = NULL, expires_at = NULL FROM b "
                "WHERE t.task_id = b.task_id AND t.status = 'running' AND t.token = b.token;")
    table = "lease" if layout == "l" else "queue"
    return (f"WITH {_GIVEN}, d AS (DELETE FROM {table} l USING b WHERE l.task_id = b.task_id AND l.token = b.token "
            f"RETURNING l.*) UPDATE task t SET {_ENDED}, attempt = d.attempt, node = d.node, started_at = d.claimed_at "
            "FROM d WHERE t.task_id = d.task_id;")


def make(database, layout):
    """Makes the empty schema."""
    more = {"s": _CLAIM_INDEX, "l": _CLAIM_INDEX + _LEASE, "q": _QUEUE}[layout]
    columns = ", token uuid, claimed_at timestamptz, expires_at timestamptz" if layout == "s" else ""
    database.run(_COMMON.format(name=layout, lease_columns=columns, more=more, handlers=HANDLERS))


def fill(database, layout, tasks):
    """Empties it and fills it with pending tasks."""
    side = {"s": "", "l": ", lease", "q": ", queue"}[layout]
    database.run(f"SET search_path = {layout}; TRUNCATE task{side}; SELECT load({tasks}); "
                 + (_FILL_QUEUE if layout == "q" else ""))
    database.run("VACUUM ANALYZE", "CHECKPOINT")
