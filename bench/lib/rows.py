"""Rows of the table task as lines for COPY: the same for the same seed, made in chunks so that two processes can.

The shape is that of a service in use: few handlers do most of the work, few users own most tasks, what waits is mostly
young, what failed is rare, and no column says more about another one than it would in life.
"""
import datetime
import json
import random

HANDLERS = 50
USERS = 10_000
LIVE_DAYS = 8
HISTORY_DAYS = 365
REGIONS = ("eu-west", "eu-east", "us-east", "us-west", "asia")
TAGS = tuple(f"tag-{n:02}" for n in range(40))

COLUMNS = ("task_id, parent_id, created_at, updated_at, run_at, started_at, finished_at, historized_at, history_month, "
           "attempt, max_attempts, priority, status, handler, user_id, entity_id, tags, error, request, response")

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
        return r"\N"
    names = {TAGS[int(len(TAGS) * rng.random() ** 2)] for _ in range(rng.randint(1, 3))}
    return json.dumps(sorted(names))


def _request(rng, number):
    customer = int(20_000 * rng.random() ** 2)
    return (f'{{"order": {number}, "customer": "c-{customer:05}", "region": "{rng.choice(REGIONS)}", '
            f'"amount": {rng.randint(100, 99999) / 100}, "dry_run": false, "note": "{_PAD[:rng.randint(40, 105)]}"}}')


def chunk(seed, first, last, total, end, historized):
    """The lines of the tasks first <= n < last of total, created evenly up to the moment `end` (seconds)."""
    rng = random.Random(f"{seed} {historized} {first}")
    days = HISTORY_DAYS if historized else LIVE_DAYS
    start = end - days * 86_400
    handlers = rng.choices(_HANDLER_NAMES, _HANDLER_WEIGHTS, k=last - first)
    parent = r"\N"
    null = r"\N"
    for number in range(first, last):
        share = number / total
        created = start + share * days * 86_400 + rng.random() * 0.05
        task_id = _uuid7(created, rng)
        status = _status(rng, share, historized)
        done = status != "pending"
        run_at = created + rng.randint(1, 7_200) if rng.random() < 0.1 else None
        begun = (run_at or created) + 0.1 + rng.random() * 60
        over = begun + rng.random() * 30
        historized_at = over + LIVE_DAYS * 86_400 if historized else None
        ran = done and status != "cancelled"
        yield "\t".join((
            task_id,
            parent if rng.random() < 0.05 else null,
            _moment(created),
            _moment(over if done else created),
            _moment(run_at) if run_at else null,
            _moment(begun) if ran else null,
            _moment(over) if done else null,
            _moment(historized_at) if historized else null,
            _moment(historized_at)[:8] + "01" if historized else null,
            "5" if status == "failed" else "1" if ran else "0",
            "5",
            "5" if rng.random() < 0.9 else str(rng.randint(0, 9)),
            status,
            handlers[number - first],
            f"user-{int(USERS * rng.random() ** 2):05}" if rng.random() < 0.95 else null,
            f"order-{int(total / 4 * rng.random()):07}" if rng.random() < 0.6 else null,
            _tags(rng),
            _ERROR if status == "failed" else null,
            _request(rng, number),
            f'{{"rows": {rng.randint(1, 9999)}, "ok": true}}' if status == "completed" else null)) + "\n"
        parent = task_id
