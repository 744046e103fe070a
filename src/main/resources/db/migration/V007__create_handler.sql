-- Handlers known to the cluster, with their settings. A node writes a row for each handler that it serves and that is
-- not known yet (its defaults in code); after that the row is the truth, changeable at run time.
CREATE TABLE handler (
  name              text        NOT NULL COLLATE "C",
  max_attempts      integer     NOT NULL DEFAULT 5,
  timeout_seconds   integer     NOT NULL DEFAULT 300,
  backoff_first_ms  bigint      NOT NULL DEFAULT 1000,
  backoff_cap_ms    bigint      NOT NULL DEFAULT 3600000,
  lease_seconds     integer     NOT NULL DEFAULT 30,
  paused            boolean     NOT NULL DEFAULT false,
  updated_at        timestamptz NOT NULL,
  CONSTRAINT handler_pk PRIMARY KEY (name),
  CONSTRAINT handler_settings_are_sane CHECK (max_attempts >= 1 AND timeout_seconds >= 1 AND backoff_first_ms >= 0
    AND backoff_cap_ms >= backoff_first_ms AND lease_seconds >= 1)
);
