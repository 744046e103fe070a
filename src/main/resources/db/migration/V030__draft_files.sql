-- A file without a digest is a draft: its writer is not done, nobody else sees it, and no task owns it yet (so that it
-- does not hang on a task that is deleted).
ALTER TABLE file ADD CONSTRAINT file_draft_belongs_to_no_task CHECK (sha256 IS NOT NULL OR task_id IS NULL);

CREATE INDEX file_draft_by_age ON file (created_at) WHERE sha256 IS NULL;        -- SweepDraftFiles
