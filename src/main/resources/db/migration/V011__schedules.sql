-- Schedules: recurring tasks, each made when it is due (room schedule).
CREATE TABLE schedule (
  schedule_id      uuid        NOT NULL,
  last_task_id     uuid,                   -- the task of last_run_at
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,   -- by a caller
  starts_at        timestamptz,
  ends_at          timestamptz,
  anchor_at        timestamptz NOT NULL,   -- an interval counts from here
  next_run_at      timestamptz,            -- the first due time not dealt with; null: none comes
  last_run_at      timestamptz,            -- the last due time for which a task was made
  interval_seconds bigint,
  max_misfires     integer     NOT NULL,
  max_attempts     integer,                -- of the tasks; null: as the handler's settings say
  priority         smallint    NOT NULL,
  paused           boolean     NOT NULL,
  name             text        NOT NULL COLLATE "C",
  cron             text,
  time_zone        text        NOT NULL COLLATE "C",
  misfire          text        NOT NULL COLLATE "C",
  handler          text        NOT NULL COLLATE "C",
  tenant           text        NOT NULL DEFAULT '' COLLATE "C",
  user_id          text        COLLATE "C",
  entity_id        text        COLLATE "C",
  acts_for         text        COLLATE "C",  -- the user whose tasks the runs may read and create; null: everybody's
  request          jsonb,
  request_text     text,                   -- the client's own text when it sent JSON inside a string
  tags             jsonb,                  -- array of strings, null when there are none
  CONSTRAINT schedule_pk                       PRIMARY KEY (schedule_id),
  CONSTRAINT schedule_name_is_its_own          UNIQUE (tenant, name),
  CONSTRAINT schedule_name_is_short            CHECK (length(name) BETWEEN 1 AND 50),
  CONSTRAINT schedule_has_one_rhythm           CHECK ((cron IS NULL) <> (interval_seconds IS NULL)),
  CONSTRAINT schedule_interval_is_positive     CHECK (interval_seconds >= 1),
  CONSTRAINT schedule_misfire_is_known         CHECK (misfire IN ('skip', 'once', 'all')),
  CONSTRAINT schedule_misfires_are_bounded     CHECK (max_misfires BETWEEN 1 AND 100),
  CONSTRAINT schedule_ends_behind_its_start    CHECK (ends_at >= starts_at),
  CONSTRAINT schedule_handler_has_a_name       CHECK (length(handler) BETWEEN 1 AND 100),
  CONSTRAINT schedule_priority_is_one_digit    CHECK (priority BETWEEN 0 AND 9),
  CONSTRAINT schedule_attempts_are_counted     CHECK (max_attempts >= 1)
);

CREATE INDEX schedule_due ON schedule (next_run_at, schedule_id) WHERE NOT paused;   -- FireSchedule: what is due

-- The due times for which a task was made. The key lets no due time have two, whichever nodes fire at once.
CREATE TABLE schedule_run (
  schedule_id uuid        NOT NULL,
  due_at      timestamptz NOT NULL,
  task_id     uuid        NOT NULL,
  made_at     timestamptz NOT NULL,
  CONSTRAINT schedule_run_pk          PRIMARY KEY (schedule_id, due_at),
  CONSTRAINT schedule_run_of_schedule FOREIGN KEY (schedule_id) REFERENCES schedule ON DELETE CASCADE
);

CREATE INDEX schedule_run_by_age ON schedule_run (made_at);                          -- ForgetScheduleRuns
