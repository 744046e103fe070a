-- Operations on many tasks (room operation). A row is a preview at first, which whoever made it can run within ten
-- minutes: its id is the token, and then also the id of the task that runs it. Rows go by upkeep (ForgetOperations): a
-- preview when its time is over, an operation when its task is gone.
CREATE TABLE operation (
  operation_id  uuid        NOT NULL,
  tenant        text        NOT NULL DEFAULT '' COLLATE "C",    -- of whoever previewed it; '': the installation
  previewed_at  timestamptz NOT NULL,      -- tasks that were created or changed later are left alone
  expires_at    timestamptz,               -- of a preview; null once it was run
  place_at      timestamptz,               -- where the next items begin: created_at of the last one, and its id
  place_id      uuid,
  matched       integer     NOT NULL,      -- tasks at the preview
  done          integer     NOT NULL DEFAULT 0,
  refused       integer     NOT NULL DEFAULT 0,
  skipped       integer     NOT NULL DEFAULT 0,
  created_since integer,                   -- tasks that match and came later; null until the end
  previewed_by  text        NOT NULL COLLATE "C",
  reason        text,
  request       jsonb       NOT NULL,      -- action and filter as they were sent
  CONSTRAINT operation_pk            PRIMARY KEY (operation_id),
  CONSTRAINT operation_place_is_whole CHECK ((place_at IS NULL) = (place_id IS NULL))
);

-- What became of each task, written with the act itself (ActOnItems).
CREATE TABLE operation_item (
  operation_id uuid        NOT NULL,
  task_id      uuid        NOT NULL,
  at           timestamptz NOT NULL,
  outcome      text        NOT NULL COLLATE "C",
  reason       text        COLLATE "C",    -- null if it was done
  detail       text,
  CONSTRAINT operation_item_pk               PRIMARY KEY (operation_id, task_id),    -- ActOnItems, SearchItems
  CONSTRAINT operation_item_outcome_is_known CHECK (outcome IN ('done', 'refused', 'skipped'))
);

-- A tenant sees its own only, as of the tables before (V016__tenants.sql).
SELECT guard_rows_of('operation'), guard_rows_of('operation_item', 'operation', 'operation_id');
