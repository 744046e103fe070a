-- A lease is as long as its holder asked for: a heartbeat that names no length renews by this one. Null: of a run that was
-- claimed before, and goes by its handler's setting. No index holds it, so that heartbeats still rewrite rows in place.
ALTER TABLE queue ADD COLUMN lease_seconds integer;
