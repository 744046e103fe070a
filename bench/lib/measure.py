"""Measures each search and its floors, in turns."""
import json
import statistics
import time

from . import floor, queries, report, warming
from .database import Missing

# odd, so that the median is one of them
_TURNS = 5
_STATS_CALLS = 300
_STATS_WARM_UP = 60
# statements of a search; EXPLAIN is the way to an estimate, no part of the floor
_MARKS = ("FROM task t0", "FROM task_total")
# small, and answered by the container's own servlet: what any answer costs
_FILE = "/docs/api/viewer.js"
# what the time of stats can depend on, if not on the tasks
_EXTENT = """
  SELECT (SELECT sum(total) FROM task_total),
         (SELECT count(DISTINCT handler) FROM task_total WHERE NOT historized AND total > 0),
         (SELECT count(DISTINCT (handler, priority)) FROM queue WHERE token IS NULL),
         (SELECT count(*) FROM lease),
         (SELECT count(*) FROM task_total WHERE NOT leased)"""


class Turn:
    """A search and its floors, one right after the other; times in seconds.

    times: with totals. bare: of the same requests with count = none where totals are estimated, else times.
    floor: of the SQL. http: of an answer without a search.
    """

    def __init__(self, times, bare, floor_times, http):
        self.times, self.bare, self.floor, self.http = times, bare, floor_times, http

    def ratio(self, with_http):
        """What the search takes of its SQL, or of its SQL and an answer over HTTP."""
        return mean(self.bare) / (mean(self.floor) + (mean(self.http) if with_http else 0))


class Measured:
    """What was measured of one search.

    statuses: how often each was answered. estimated: share of totals that are.
    """

    def __init__(self, query, turns, statuses, estimated):
        self.query, self._turns, self.statuses, self.estimated = query, turns, statuses, estimated
        self.times, self.floor, self.http = (
            sorted(time for turn in turns for time in getattr(turn, name)) for name in ("times", "floor", "http"))

    @property
    def refused(self):
        """Share of requests refused with 422."""
        return self.statuses.get(422, 0) / max(1, len(self.times))

    @property
    def sql_ratio(self):
        """Against the SQL alone."""
        return self._median(False)

    @property
    def ratio(self):
        """Against the SQL and an answer over HTTP."""
        return self._median(True)

    def _median(self, with_http):
        """Of the turns, so that one in which the machine was busy elsewhere decides nothing; None without a floor."""
        ratios = [turn.ratio(with_http) for turn in self._turns if turn.floor and turn.bare]
        return statistics.median(ratios) if ratios else None


def at(times, share):
    """The quantile of sorted times."""
    return times[min(len(times) - 1, int(len(times) * share))]


def mean(times):
    return sum(times) / len(times)


def stats(caller, database, server):
    """GET /v2/task/stats once the counters are folded: how much there is to sum up, and its time (median and 99th
    percentile, in seconds)."""
    until = time.monotonic() + 60
    while int(database.value("SELECT count(*) FROM task_count_delta")) > 100 and time.monotonic() < until:
        time.sleep(1)
    warming.until_at_rest(server, _STATS_WARM_UP, lambda: caller.get("/v2/task/stats"))
    times = sorted(caller.get("/v2/task/stats")[0] for _ in range(_STATS_CALLS))
    return [int(number) for number in database.run(_EXTENT)[0]], (at(times, 0.5), at(times, 0.99))


def _scripts(database, caller, query):
    """A script of pgbench for each variant, of what the service sends for it when it has seen it before; and whether
    some total is estimated. A count that runs out of its time has no floor: then all are without their counts."""
    scripts = []
    answers = [caller.index(json.dumps(body))[2] for body in query.bodies]
    estimated = any(headers.get("X-Pagination-Total-Estimated") == "true" for headers in answers)
    for number, body in enumerate(_uncounted(query) if estimated else query.bodies):
        with floor.Log(database) as log:
            _, status, _, _ = caller.index(json.dumps(body))
        statements = log.statements(*_MARKS)
        if status == 200 and statements:
            scripts.append(floor.script(statements, f"v{number}"))
    return scripts, estimated


def _uncounted(query):
    return [dict(body, count="none") for body in query.bodies]


def _http(callers, seconds):
    """The times of answers without a search, in seconds."""
    times, statuses, _ = callers.get(_FILE, seconds)
    if set(statuses) != {200}:
        raise Missing(f"GET {_FILE} answers {statuses}: without it there is no floor of HTTP")
    return times


def _search(chosen, database, caller, callers, query):
    scripts, estimated = _scripts(database, caller, query)
    turns, statuses, guesses = [], {}, 0
    seconds = chosen.seconds / _TURNS
    for _ in range(_TURNS):
        times, by_status, guessed = callers.index(query.bodies, seconds)
        guesses += guessed
        for status, number in by_status.items():
            statuses[status] = statuses.get(status, 0) + number
        bare = callers.index(_uncounted(query), seconds)[0] if estimated else times
        floors = []
        if scripts and not statuses.get(422):
            floors = floor.run(database, scripts, chosen.callers, max(1, round(seconds)))[0]
        turns.append(Turn(times, bare, floors, _http(callers, seconds / 2)))
    return Measured(query, turns, statuses, guesses / sum(len(turn.times) for turn in turns))


def _warm_up(chosen, server, callers, indexed):
    """As long with each of the searches, so that cheap ones, whose time is the service's, come often."""
    def work():
        for query in indexed:
            callers.index(query.bodies, 0.3)
            # a floor that is measured cold would be too high
            _http(callers, 0.1)
    report.say(f"warming up for {chosen.warm_up:.0f} s at most")
    warming.until_at_rest(server, chosen.warm_up, work)


def searches(chosen, database, server, caller, callers):
    """Measures all searches, one after the other, as they are asked for."""
    every = [query for query in queries.all_of(database, caller, chosen.live)
             if not chosen.only or chosen.only in query.name]
    indexed = [query for query in every if query.indexed]
    if indexed:
        _warm_up(chosen, server, callers, indexed)
    for query in every:
        yield _search(chosen, database, caller, callers, query)
