"""Tasks that change all the time, at an even rate: a client creates some, a remote worker completes as many."""
import json
import multiprocessing
import time

from . import rows, scene
from .callers import Caller

# of the requests: each creates as many tasks as fall into it, and each completes as many and claims the next
_BEAT_SECONDS = 0.1
# so long a task waits before a worker comes to it: those on the screen change while they are looked at
_WAIT_SECONDS = 10
_NOTE = "Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod tempor"


class Changes:
    """Makes so many changes a second while it is entered, half of them creations, half completions; from a process of its own.

    The start of a run comes on top: it is no change that somebody asked for.
    """

    def __init__(self, port, rate):
        self._port, self._each = port, round(rate / 2 * _BEAT_SECONDS)
        self._done, self._stop = multiprocessing.Value("q", 0), multiprocessing.Event()

    def __enter__(self):
        self._process = multiprocessing.Process(target=self._work)
        self._process.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._process.join(60)

    @property
    def count(self):
        """How many changes so far."""
        if not self._process.is_alive():
            raise RuntimeError("the changes have ended: what the process printed says why")
        return self._done.value

    def _work(self):
        caller, held = Caller("127.0.0.1", self._port), []
        claim = {"handlers": [scene.HANDLER], "max": self._each, "worker": "bench", "lease_seconds": 300}
        for _ in range(round(_WAIT_SECONDS / _BEAT_SECONDS)):
            self._create(caller, 0)
        number, due = 0, time.monotonic()
        while not self._stop.is_set():
            self._create(caller, number)
            number += self._each
            answer = self._post(caller, "/v2/work/complete", {"tasks": held, "claim": claim}) if held else self._post(caller, "/v2/work/claim", claim)
            done = len(held)
            held = [{"task_id": task["task_id"], "lease_token": task["lease_token"], "response": {"rows": 77, "ok": True}}
                    for task in (answer["tasks"] if isinstance(answer, dict) else answer)]
            with self._done.get_lock():
                self._done.value += self._each + done
            due += _BEAT_SECONDS
            time.sleep(max(0, due - time.monotonic()))

    def _create(self, caller, first):
        self._post(caller, "/v2/task/create-batch", [
            {"handler": scene.HANDLER, "user_id": f"user-{n % rows.USERS:05}", "entity_id": f"order-{n:07}", "tags": ["tag-01"],
             "request": {"order": n, "customer": f"c-{n % 20_000:05}", "note": _NOTE}} for n in range(first, first + self._each)])

    @staticmethod
    def _post(caller, path, body):
        _, status, _, content = caller.send("POST", path, json.dumps(body))
        if status not in (200, 201):
            raise RuntimeError(f"{path}: {status} {content[:300]}")
        return json.loads(content)
