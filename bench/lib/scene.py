"""What the pages of the console show besides the tasks: made once, found again where the cluster was kept."""
import json
import time
import uuid

from . import rows

# of the tasks that this bench makes: they are removed at the end
HANDLER = "BenchConsole"
_SCHEDULES, _FILES, _KEYS, _OPERATED = 30, 20, 10, 500
_PATIENCE_SECONDS = 120

# As nodes would have written them over eight days: each minute of the last 100, each ten minutes of 26 hours, each hour of 8 days; of each
# handler what ended, and its times in six buckets each.
_FIGURES = """
INSERT INTO run_figure (at, count, minutes, bucket, handler, measure)
SELECT date_bin(make_interval(mins => part.minutes), now(), '2000-01-01') - n * make_interval(mins => part.minutes),
       ceil(random() * part.minutes * 20 / sqrt(handler.rank)), part.minutes, kind.bucket, handler.name, kind.measure
FROM (VALUES (1, 100), (10, 156), (60, 192)) AS part (minutes, places),
     generate_series(1, part.places) AS n,
     unnest(string_to_array('{names}', ',')) WITH ORDINALITY AS handler (name, rank),
     (SELECT measure, 0 AS bucket FROM unnest(ARRAY['completed', 'failed', 'retried']) AS measure
      UNION ALL SELECT 'start_delay', bucket FROM generate_series(8, 13) AS bucket
      UNION ALL SELECT 'run_time', bucket FROM generate_series(18, 23) AS bucket) AS kind
"""


class Scene:
    """ids: what the addresses of pages of one thing name, by the page's name."""

    def __init__(self, database, caller):
        self._database, self._caller, self.ids = database, caller, {}

    def make(self):
        names = [rows.handler(rank) for rank in range(1, rows.HANDLERS + 1)]
        self._database.run("DELETE FROM run_figure WHERE handler LIKE 'Job%'", _FIGURES.format(names=",".join(names)), "ANALYZE run_figure")
        if not self._first("schedule", {"name": "bench-console-00"}):
            self._lists()
        self.ids |= {
            "schedule": self._first("schedule", {"name": "bench-console-00"})["schedule_id"],
            "operation": self._operation(),
            "handler": names[0],
            "task": self._task("status = 'failed' AND history_month IS NULL AND entity_id IS NOT NULL AND user_id IS NOT NULL"),
            "task that waits": self._task(f"status = 'pending' AND history_month IS NULL AND handler <> '{HANDLER}' AND user_id IS NOT NULL"),
            "task of history": self._task("status = 'completed' AND history_month IS NOT NULL AND entity_id IS NOT NULL"),
        }
        return self

    def clear(self):
        """Removes the tasks that this bench has made."""
        self._database.run(f"DELETE FROM task_live WHERE handler = '{HANDLER}'", "VACUUM ANALYZE")

    def _lists(self):
        for n in range(_SCHEDULES):
            self._post("/v2/schedule/create", {"name": f"bench-console-{n:02}", "cron": f"{n} 2 * * *", "time_zone": "Europe/Rome",
                                               "handler": "EchoHandler", "request": {"n": n}})
        first = self._first("schedule", {"name": "bench-console-00"})["schedule_id"]
        for _ in range(_SCHEDULES):
            self._post(f"/v2/schedule/trigger/{first}", None, [f"Idempotency-Key: {uuid.uuid4()}"])
        for n in range(_FILES):
            self._post("/v2/file/create", "x" * 1000, ["Content-Type: text/plain", f"Content-Disposition: attachment; filename=\"{n}.txt\""])
        for n in range(_KEYS):
            self._post("/v2/key/create", {"name": f"bench-console-{n}", "roles": ["user"], "user_id": f"user-{n:05}"})

    def _operation(self):
        """One that is over, over some hundred tasks."""
        self._post("/v2/task/create-batch", [{"handler": HANDLER, "user_id": "user-00001"} for _ in range(_OPERATED)])
        preview = self._post("/v2/operation/preview", {"action": "tags", "filter": {"handler": HANDLER}, "add_tags": ["seen"]})
        self._post("/v2/operation/create", {"token": preview["token"], "reason": "to be looked at"})
        until = time.monotonic() + _PATIENCE_SECONDS
        while json.loads(self._caller.get(f"/v2/task/view/{preview['token']}")[3])["status"] != "completed":
            if time.monotonic() > until:
                raise RuntimeError("an operation on 500 tasks does not end")
            time.sleep(0.5)
        return preview["token"]

    def _task(self, condition):
        return self._database.value(f"SELECT task_id FROM task WHERE {condition} LIMIT 1")

    def _first(self, resource, conditions):
        found = self._post(f"/v2/{resource}/index", {"filter": conditions, "per-page": 1})
        return found[0] if found else None

    def _post(self, path, body, more=()):
        content = body if isinstance(body, str) or body is None else json.dumps(body)
        _, status, _, answer = self._caller.send("POST", path, content, more)
        if status not in (200, 201):
            raise RuntimeError(f"{path}: {status} {answer[:300]}")
        return json.loads(answer)
