"""Measures each search and its floors, in turns."""
import json
import time

from . import floor, queries, report, warming
from .database import Missing

_TURNS = 2
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


class Measured:
    """What was measured of one search; times in seconds, sorted.

    times: with totals. bare_times: of the same requests with count = none where totals are estimated, else times.
    floor: of the SQL. http: of an answer without a search. refused: share of requests refused with 422.
    """

    def __init__(self, query, times, statuses, estimated, bare_times, floor_times, http_times):
        self.query, self.times, self.statuses = query, times, statuses
        self.estimated, self.bare_times = estimated, bare_times
        self.floor, self.http = floor_times, http_times

    @property
    def refused(self):
        return self.statuses.get(422, 0) / max(1, len(self.times))

    @property
    def sql_ratio(self):
        """Against the SQL alone."""
        return mean(self.bare_times) / mean(self.floor) if self.floor and self.bare_times else None

    @property
    def ratio(self):
        """Against the SQL and an answer over HTTP."""
        return mean(self.bare_times) / (mean(self.floor) + mean(self.http)) if self.floor and self.bare_times else None


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
    some total is estimated."""
    scripts, estimated = [], False
    for number, body in enumerate(query.bodies):
        text = json.dumps(body)
        _, _, headers, _ = caller.index(text)
        guessed = headers.get("X-Pagination-Total-Estimated") == "true"
        estimated |= guessed
        with floor.Log(database) as log:
            # a count that runs out of its time has no floor: then both sides leave it out
            _, status, _, _ = caller.index(json.dumps(dict(body, count="none")) if guessed else text)
        statements = log.statements(*_MARKS)
        if status == 200 and statements:
            scripts.append(floor.script(statements, f"v{number}"))
    return scripts, estimated


def _http(callers, seconds):
    """The times of answers without a search, in seconds."""
    times, statuses, _ = callers.get(_FILE, seconds)
    if set(statuses) != {200}:
        raise Missing(f"GET {_FILE} answers {statuses}: without it there is no floor of HTTP")
    return times


def _search(chosen, database, caller, callers, query):
    scripts, estimated = _scripts(database, caller, query)
    times, statuses, guesses, bare_times, floors, https = [], {}, 0, [], [], []
    uncounted = [dict(body, count="none") for body in query.bodies]
    for _ in range(_TURNS):
        seconds = chosen.seconds / _TURNS
        more, by_status, guessed = callers.index(query.bodies, seconds)
        times += more
        guesses += guessed
        for status, number in by_status.items():
            statuses[status] = statuses.get(status, 0) + number
        if estimated:
            bare_times += callers.index(uncounted, seconds)[0]
        if scripts and not statuses.get(422):
            floors += floor.run(database, scripts, chosen.callers, max(1, round(seconds)))[0]
        https += _http(callers, seconds / 2)
    times.sort()
    return Measured(query, times, statuses, guesses / len(times), sorted(bare_times) if estimated else times,
                    sorted(floors), sorted(https))


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
