CREATE TABLE booking (
  account   text        NOT NULL,
  amount    numeric     NOT NULL,
  task_id   uuid        NOT NULL,
  booked_at timestamptz NOT NULL
);
CREATE INDEX booking_by_account ON booking (account);
