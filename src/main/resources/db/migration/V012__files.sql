-- Files that handlers read and write: in the database, so that every node sees them; in chunks, so that none is ever
-- whole in memory (room file/content).
--
-- A file without a digest is a draft: its writer is not done and nobody else sees it. No task owns a draft, so that it
-- does not depend on a task that may be deleted.
CREATE TABLE file (
  file_id      uuid        NOT NULL,
  task_id      uuid,                       -- the task that made it: a connected entity of that task
  created_at   timestamptz NOT NULL,
  size         bigint      NOT NULL,
  tenant       text        NOT NULL DEFAULT '' COLLATE "C",
  user_id      text        COLLATE "C",
  name         text        NOT NULL,
  content_type text        NOT NULL,
  sha256       bytea,
  CONSTRAINT file_pk                       PRIMARY KEY (file_id),
  CONSTRAINT file_size_is_positive         CHECK (size >= 0),
  CONSTRAINT file_name_is_short            CHECK (length(name) BETWEEN 1 AND 255),
  CONSTRAINT file_user_id_is_short         CHECK (length(user_id) <= 64),
  CONSTRAINT file_draft_belongs_to_no_task CHECK (sha256 IS NOT NULL OR task_id IS NULL)
);

CREATE INDEX file_by_age  ON file (created_at, file_id);                             -- SearchFiles: the default list
CREATE INDEX file_by_task ON file (task_id) WHERE task_id IS NOT NULL;               -- TaskFamily: the files of tasks
CREATE INDEX file_by_user ON file (user_id, created_at, file_id) WHERE user_id IS NOT NULL;   -- SearchFiles
CREATE INDEX file_by_tenant ON file (tenant, created_at, file_id) WHERE tenant <> '';         -- SearchFiles
CREATE INDEX file_draft_by_age ON file (created_at) WHERE sha256 IS NULL;            -- SweepDraftFiles

CREATE TABLE file_chunk (
  file_id  uuid    NOT NULL,
  position integer NOT NULL,               -- from 0; each chunk but the last holds 256 KiB
  content  bytea   NOT NULL,
  CONSTRAINT file_chunk_pk      PRIMARY KEY (file_id, position),
  CONSTRAINT file_chunk_of_file FOREIGN KEY (file_id) REFERENCES file ON DELETE CASCADE
);
-- Most content is compressed already, or text that is read once: to compress it would only take time.
ALTER TABLE file_chunk ALTER COLUMN content SET STORAGE EXTERNAL;
