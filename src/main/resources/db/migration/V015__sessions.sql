-- Browsers that have signed in (room access/session): where the server's own sessions would be on one node only, and not
-- to be ended from another.
CREATE TABLE browser_session (
  number       bigint      GENERATED ALWAYS AS IDENTITY,   -- names it in logs
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,                       -- to the minute; no index has it, so its updates are HOT
  idle_ends_at timestamptz NOT NULL,
  ends_at      timestamptz NOT NULL,
  generation   integer     NOT NULL,                       -- of the key's secret: api_key.generation; 0 for a token
  secret_hash  bytea       NOT NULL,                       -- SHA-256 of the 256 random bits in the cookie
  signed_in_by text        NOT NULL COLLATE "C",           -- KEY or TOKEN
  signed_in_as text        NOT NULL COLLATE "C",           -- api_key.key_id, or the subject of the token
  name         text,
  tenant       text        NOT NULL DEFAULT '' COLLATE "C",
  user_id      text        COLLATE "C",
  roles        text[]      NOT NULL,                       -- as granted: what they come to is found at each lookup
  handlers     text[],                                     -- those that it may work for; null: any
  CONSTRAINT browser_session_pk                 PRIMARY KEY (secret_hash),
  CONSTRAINT browser_session_number_is_its_own  UNIQUE (number),
  CONSTRAINT browser_session_secret_is_a_digest CHECK (length(secret_hash) = 32)
) WITH (fillfactor = 80);
