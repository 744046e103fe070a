"""Rows of the table task as lines for COPY: the same for the same seed, made in chunks so that two processes can.

The shape is that of a service in use: few handlers do most of the work, few users own most tasks, what waits is mostly
young, what failed is rare, and no column says more about another one than it would in life.
"""
import datetime
import itertools
import json
import random

HANDLERS = 50
PRIORITIES = 10
# of a handler and a priority: for stats, each is a line of its own in the queue
PAIRS = HANDLERS * PRIORITIES
USERS = 10_000
LIVE_DAYS = 8
HISTORY_DAYS = 365
# a task is due that long after its creation at the latest
RUN_AT_SECONDS = 7_200
REGIONS = ("eu-west", "eu-east", "us-east", "us-west", "asia")
TAGS = tuple(f"tag-{n:02}" for n in range(40))

COLUMNS = ("task_id, parent_id, created_at, updated_at, run_at, started_at, finished_at, historized_at, history_month, "
           "attempt, max_attempts, priority, status, handler, user_id, entity_id, tags, error, request, response")

_NULL = r"\N"
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_HANDLER_NAMES = [f"Job{n:02}" for n in range(1, HANDLERS + 1)]
_HANDLER_WEIGHTS = [1 / n for n in range(1, HANDLERS + 1)]
_PAD = "Lorem ipsum dolor sit amet, consetetur sadipscing elitr, sed diam nonumy eirmod tempor invidunt ut labore"
_ERROR = json.dumps({"type": "Timeout", "message": "no answer within 300 s", "retryable": True})


def handler(rank):
    """The name of the handler with that rank, from 1: the one with most tasks."""
    return _HANDLER_NAMES[rank - 1]


def _moment(seconds):
    return (_EPOCH + datetime.timedelta(seconds=round(seconds, 6))).isoformat()


def _uuid7(seconds, rng):
    text = f"{int(seconds * 1000):012x}7{rng.getrandbits(12):03x}{0x8000000000000000 | rng.getrandbits(62):016x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _status(rng, share, historized):
    """What waits is young: of the newest tenth nearly half, of the rest few."""
    draw = rng.random()
    if not historized:
        waiting = 0.02 + 0.9 * share ** 8
        if draw < waiting:
            return "pending"
        draw = (draw - waiting) / (1 - waiting)
    return "completed" if draw < 0.91 else "failed" if draw < 0.97 else "cancelled"


def _tags(rng):
    if rng.random() > 0.3:
        return _NULL
    names = {TAGS[int(len(TAGS) * rng.random() ** 2)] for _ in range(rng.randint(1, 3))}
    return json.dumps(sorted(names))


def _request(rng, number):
    customer = int(20_000 * rng.random() ** 2)
    return (f'{{"order": {number}, "customer": "c-{customer:05}", "region": "{rng.choice(REGIONS)}", '
            f'"amount": {rng.randint(100, 99999) / 100}, "dry_run": false, "note": "{_PAD[:rng.randint(40, 105)]}"}}')


def _priority(rng):
    return 5 if rng.random() < 0.9 else rng.randrange(PRIORITIES)


def _life(rng, created, status, historized):
    """The columns updated_at to attempt of a task."""
    done = status != "pending"
    run_at = created + rng.randint(1, RUN_AT_SECONDS) if rng.random() < 0.1 else None
    begun = (run_at or created) + 0.1 + rng.random() * 60
    over = begun + rng.random() * 30
    historized_at = _moment(over + LIVE_DAYS * 86_400) if historized else None
    ran = done and status != "cancelled"
    return (_moment(over if done else created),
            _moment(run_at) if run_at else _NULL,
            _moment(begun) if ran else _NULL,
            _moment(over) if done else _NULL,
            historized_at or _NULL,
            historized_at[:8] + "01" if historized else _NULL,
            "5" if status == "failed" else "1" if ran else "0")


def _matter(rng, number, total, status):
    """The columns user_id to response of a task."""
    return (f"user-{int(USERS * rng.random() ** 2):05}" if rng.random() < 0.95 else _NULL,
            f"order-{int(total / 4 * rng.random()):07}" if rng.random() < 0.6 else _NULL,
            _tags(rng),
            _ERROR if status == "failed" else _NULL,
            _request(rng, number),
            f'{{"rows": {rng.randint(1, 9999)}, "ok": true}}' if status == "completed" else _NULL)


def _lines(rng, total, historized, tasks):
    """A line for each of the tasks: number, moment of creation (seconds), status, priority, handler."""
    parent = _NULL
    for number, created, status, priority, name in tasks:
        task_id = _uuid7(created, rng)
        yield "\t".join((task_id, parent if rng.random() < 0.05 else _NULL, _moment(created),
                         *_life(rng, created, status, historized), "5", str(priority), status, name,
                         *_matter(rng, number, total, status))) + "\n"
        parent = task_id


def chunk(seed, first, last, total, end, historized):
    """The lines of the tasks first <= n < last of total, created evenly up to the moment `end` (seconds)."""
    rng = random.Random(f"{seed} {historized} {first}")
    span = (HISTORY_DAYS if historized else LIVE_DAYS) * 86_400
    handlers = rng.choices(_HANDLER_NAMES, _HANDLER_WEIGHTS, k=last - first)
    tasks = ((number, end - span + number / total * span + rng.random() * 0.05,
              _status(rng, number / total, historized), _priority(rng), name)
             for number, name in enumerate(handlers, first))
    return _lines(rng, total, historized, tasks)


def waiting(seed, end):
    """The lines of a task for each handler and priority, all of them due at the moment `end` (seconds)."""
    start = end - RUN_AT_SECONDS - PAIRS
    tasks = ((number, start + number, "pending", priority, name)
             for number, (name, priority) in enumerate(itertools.product(_HANDLER_NAMES, range(PRIORITIES))))
    return _lines(random.Random(f"{seed} waiting"), PAIRS, False, tasks)
