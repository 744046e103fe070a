-- First answers to requests that carried an Idempotency-Key, written in the transaction of what they made (SubmitOnce);
-- kept for 24 hours, then removed by upkeep.
CREATE TABLE idempotency (
  scope      text        NOT NULL COLLATE "C",   -- caller and operation: the same key elsewhere is another key
  key        text        NOT NULL COLLATE "C",
  body_hash  bytea       NOT NULL,
  status     smallint    NOT NULL,
  location   text,
  body       text        NOT NULL,
  created_at timestamptz NOT NULL,
  tenant     text        NOT NULL COLLATE "C"     -- of the caller, as the transaction says: V016; scope tells them apart
    DEFAULT coalesce(nullif(current_setting('taskyard.tenant', true), '*'), ''),
  CONSTRAINT idempotency_pk PRIMARY KEY (scope, key)
) WITH (autovacuum_vacuum_scale_factor = 0.02,   -- a day's answers come and go: by default a fifth of them may be dead
        autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);

CREATE INDEX idempotency_by_age ON idempotency (created_at);    -- ForgetFirstAnswers, TakeVitals
