-- Keys: who calls where TASKYARD_AUTH has keys, and what it may do (room access/key). No secret is stored, only its
-- SHA-256: one of 256 random bits cannot be guessed, so it needs no slow hash.
CREATE TABLE api_key (
  created_at     timestamptz NOT NULL,
  updated_at     timestamptz NOT NULL,     -- by a caller, or by TASKYARD_ADMIN_KEY
  expires_at     timestamptz,
  revoked_at     timestamptz,              -- for good
  last_used_at   timestamptz,              -- to the minute: NoteUse. No index has it, so its updates are HOT
  previous_until timestamptz,              -- how long the secret of before the last rotation is good, too
  generation     integer     NOT NULL,     -- how many secrets it has had: whoever showed an old one is told apart
  key_id         text        NOT NULL COLLATE "C",
  name           text        NOT NULL COLLATE "C",
  tenant         text        NOT NULL DEFAULT '' COLLATE "C",  -- '': of the installation
  user_id        text        COLLATE "C",
  created_by     text        NOT NULL COLLATE "C",
  roles          jsonb       NOT NULL,     -- arrays of strings, as given: what they come to is found at each lookup
  scopes         jsonb       NOT NULL,
  handlers       jsonb,                    -- those that it may work for; null: any
  secret_hash    bytea       NOT NULL,
  previous_hash  bytea,
  CONSTRAINT api_key_pk                        PRIMARY KEY (key_id),
  CONSTRAINT api_key_id_has_its_form           CHECK (key_id ~ '^[0-9a-f]{16}$'),
  CONSTRAINT api_key_name_is_short             CHECK (length(name) BETWEEN 1 AND 100),
  CONSTRAINT api_key_user_id_is_short          CHECK (length(user_id) BETWEEN 1 AND 64),
  CONSTRAINT api_key_tenant_is_short           CHECK (length(tenant) <= 64),
  CONSTRAINT api_key_secret_is_a_digest        CHECK (length(secret_hash) = 32),
  CONSTRAINT api_key_previous_secret_has_an_end
    CHECK ((previous_hash IS NULL) = (previous_until IS NULL) AND length(previous_hash) = 32),
  CONSTRAINT api_key_generations_are_counted   CHECK (generation >= 1)
);
