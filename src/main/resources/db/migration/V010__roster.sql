-- Handlers known to the cluster, with their settings, and who serves them; and the nodes.

-- A node writes a row for each handler that it serves and that is not known yet (its defaults in code); after that the
-- row is the truth, changeable at run time.
CREATE TABLE handler (
  name              text        NOT NULL COLLATE "C",
  max_attempts      integer     NOT NULL DEFAULT 5,
  timeout_seconds   integer     NOT NULL DEFAULT 300,
  backoff_first_ms  bigint      NOT NULL DEFAULT 1000,
  backoff_cap_ms    bigint      NOT NULL DEFAULT 3600000,
  lease_seconds     integer     NOT NULL DEFAULT 30,
  paused            boolean     NOT NULL DEFAULT false,
  masked            jsonb       NOT NULL DEFAULT '[]',  -- paths into its tasks that only some see (room secrecy)
  encrypted         jsonb       NOT NULL DEFAULT '[]',  -- paths that are encrypted when they are written
  updated_at        timestamptz NOT NULL,
  CONSTRAINT handler_pk PRIMARY KEY (name),
  CONSTRAINT handler_settings_are_sane CHECK (max_attempts >= 1 AND timeout_seconds >= 1 AND backoff_first_ms >= 0
    AND backoff_cap_ms >= backoff_first_ms AND lease_seconds >= 1)
);

-- A node writes its row every ten seconds (WriteReport), and reads there what is asked of it. A restarted node has a
-- new name, and so a new row: what was asked of the one before is over. No indexed column changes: HOT.
CREATE TABLE node (
  started_at timestamptz NOT NULL,
  seen_at    timestamptz NOT NULL,
  ticked_at  timestamptz NOT NULL,            -- its engine looked last for what is due
  stopped_at timestamptz,                     -- it said that it stops
  heap_used  bigint      NOT NULL,            -- bytes, as the next two lines count tasks
  heap_max   bigint      NOT NULL,
  slots      integer     NOT NULL,            -- tasks that it runs at a time
  busy       integer     NOT NULL,            -- of these are taken
  prefetched integer     NOT NULL,            -- tasks that it has claimed and that wait for a slot
  drain      boolean     NOT NULL DEFAULT false,  -- asked to take no tasks (DrainNode)
  drained    boolean     NOT NULL,            -- takes none
  name       text        NOT NULL COLLATE "C",
  version    text        NOT NULL COLLATE "C",
  CONSTRAINT node_pk PRIMARY KEY (name)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Who serves which handler. Every ten seconds each node writes in one statement (AnnounceServed) what it serves, and
-- the remote workers that claimed from it; no claim writes here. No indexed column changes: HOT.
CREATE TABLE serving (
  handler text        NOT NULL COLLATE "C",
  holder  text        NOT NULL COLLATE "C",   -- node or remote worker, by the name that it has in leases
  remote  boolean     NOT NULL,
  tenant  text        NOT NULL DEFAULT '' COLLATE "C",  -- whose tasks it gets; empty: everybody's, as nodes do
  slots   integer,                            -- tasks that a node runs at a time; null: nobody knows, as of workers
  seen_at timestamptz NOT NULL,
  CONSTRAINT serving_pk PRIMARY KEY (handler, holder, remote, tenant)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Who asks for work now: a node that missed fewer than three announcements and is not drained; a remote worker that
-- asked within a minute.
CREATE VIEW serving_heard AS
SELECT handler, holder, remote, tenant, slots
FROM serving
WHERE seen_at > service_clock() - CASE WHEN remote THEN interval '60 s' ELSE interval '30 s' END
  AND (remote OR NOT EXISTS (SELECT 1 FROM node n WHERE n.name = serving.holder AND (n.drain OR n.drained)));

-- Who serves now: these, and remote workers that are at work, and so do not ask. Such a one gets everybody's tasks if
-- one of its name did when it asked (ForgetServed keeps that), else those of the tenant whose task it runs.
CREATE VIEW serving_now AS
SELECT handler, holder, remote, tenant, slots
FROM serving_heard
UNION
SELECT handler, node, true,
       CASE WHEN EXISTS (SELECT 1 FROM serving s
                         WHERE s.handler = lease.handler AND s.holder = lease.node AND s.remote AND s.tenant = '')
            THEN '' ELSE tenant END,
       NULL::integer
FROM lease
WHERE node IS NOT NULL AND expires_at > service_clock()
  AND NOT EXISTS (SELECT 1 FROM serving s WHERE s.handler = lease.handler AND s.holder = lease.node AND NOT s.remote);

-- The handlers that the cluster knows (SearchHandlers): those with settings, and those that only tasks name, which have
-- the defaults of the table handler. The numbers come from the counters.
CREATE VIEW handler_roster AS
SELECT coalesce(h.name, t.name)                 AS name,
       coalesce(h.max_attempts, 5)              AS max_attempts,
       coalesce(h.timeout_seconds, 300)         AS timeout_seconds,
       coalesce(h.backoff_first_ms, 1000)       AS backoff_first_ms,
       coalesce(h.backoff_cap_ms, 3600000)      AS backoff_cap_ms,
       coalesce(h.lease_seconds, 30)            AS lease_seconds,
       coalesce(h.paused, false)                AS paused,
       coalesce(h.masked, '[]')                 AS masked,
       coalesce(h.encrypted, '[]')              AS encrypted,
       h.updated_at,
       coalesce(t.pending, 0)                   AS pending,
       coalesce(t.running, 0)                   AS running,
       EXISTS (SELECT 1 FROM serving_now s WHERE s.handler = coalesce(h.name, t.name)) AS served,
       (SELECT coalesce(jsonb_agg(s.holder ORDER BY s.holder), '[]')
        FROM serving_now s
        WHERE s.handler = coalesce(h.name, t.name) AND NOT s.remote) AS nodes,
       (SELECT count(*)::integer
        FROM serving_now s
        WHERE s.handler = coalesce(h.name, t.name) AND s.remote) AS workers,
       oldest_due_at(coalesce(h.name, t.name))  AS oldest_due_at
FROM handler h
     FULL JOIN (SELECT handler AS name, pending, running
                FROM handler_tasks
                WHERE pending + running + completed + failed + cancelled > 0) AS t ON t.name = h.name;

-- The nodes with the runs that they hold (SearchNodes). The leased rows are as many as there are slots in the cluster,
-- in an index of their own. Gone: missed three reports. Drained: holds nothing any more.
CREATE VIEW node_list AS
SELECT n.name, n.version, n.started_at, n.seen_at, n.ticked_at, n.slots, n.busy, n.prefetched, n.heap_used, n.heap_max,
       n.drain,
       coalesce(held.leases, 0) AS leases,
       coalesce(held.lost, 0)   AS lost,
       CASE WHEN n.stopped_at IS NOT NULL AND coalesce(held.leases, 0) = 0 THEN 'stopped'
            WHEN n.seen_at < clock.now - interval '30 s'                   THEN 'gone'
            WHEN NOT (n.drain OR n.drained OR n.stopped_at IS NOT NULL)    THEN 'serving'
            WHEN n.drained AND coalesce(held.leases, 0) = 0                THEN 'drained'
            ELSE 'draining'
       END AS state
FROM node n
     CROSS JOIN (SELECT service_clock() AS now) AS clock
     LEFT JOIN (SELECT l.node, count(*) FILTER (WHERE l.expires_at > at.now)  AS leases,
                               count(*) FILTER (WHERE l.expires_at <= at.now) AS lost
                FROM lease l CROSS JOIN (SELECT service_clock() AS now) AS at
                WHERE l.node IS NOT NULL
                GROUP BY l.node) AS held ON held.node = n.name;
