-- A day's first answers come and go; without this a fifth of them may be dead before the space is used again.
ALTER TABLE idempotency SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000,
                             autovacuum_vacuum_cost_delay = 0);
