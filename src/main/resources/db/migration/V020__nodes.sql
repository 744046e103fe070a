-- The nodes: how each is by its own word, and whether it is to take tasks.

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

-- Who asks for work now, as before, but for nodes that are drained: they take none.
CREATE OR REPLACE VIEW serving_heard AS
SELECT handler, holder, remote, tenant, slots
FROM serving
WHERE seen_at > service_clock() - CASE WHEN remote THEN interval '60 s' ELSE interval '30 s' END
  AND (remote OR NOT EXISTS (SELECT 1 FROM node n WHERE n.name = serving.holder AND (n.drain OR n.drained)));
