"""The report: Markdown on standard output, what is going on on standard error."""
import os
import sys

from . import measure

P99_MS = 100
RATIO = 3


def say(text):
    print(text, file=sys.stderr, flush=True)


def ms(seconds):
    digits = 2 if seconds < 0.001 else 1 if seconds < 0.1 else 0
    return f"{seconds * 1000:.{digits}f}"


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def head(title, database, facts):
    """What was measured, and where; facts is what only this report has."""
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    counts = database.run("SELECT count(*) FILTER (WHERE history_month IS NULL), count(*) FILTER "
                          "(WHERE history_month IS NOT NULL), pg_size_pretty(pg_database_size(current_database())) FROM task")[0]
    print(f"# {title}\n\n{int(counts[0]):,} live and {int(counts[1]):,} historized tasks, {counts[2]}; "
          f"PostgreSQL {database.value('SHOW server_version')}, shared_buffers {database.value('SHOW shared_buffers')}; "
          f"{os.cpu_count()} cores, load average {load}; {facts}.\n")


def stats(few, many):
    """How long stats take with a thousand tasks and with all."""
    print("## Stats\n\nThe time may depend on how many handlers there are, in how many lines tasks wait (one for each handler and "
          "priority), how many run, and how many counters there are (by handler and status, live and of history); not on how many "
          "tasks there are.\n")
    row("tasks", "handlers", "lines", "running", "counters", "p50 ms", "p99 ms")
    row(*["---:"] * 7)
    for extent, times in filter(None, (few, many)):
        row(*(f"{number:,}" for number in extent), *map(ms, times))
    print()


def _total(measured):
    if measured.estimated == 0:
        return "exact"
    return "estimated" if measured.estimated > 0.99 else f"{measured.estimated:.0%} estimated"


def _verdict(measured):
    """What was missed, empty if nothing was."""
    p99 = measure.at(measured.times, 0.99) * 1000
    faults = [f"{status} × {number}" for status, number in measured.statuses.items() if status not in (200, 422)]
    if measured.query.indexed:
        if p99 > P99_MS:
            faults.append(f"p99 > {P99_MS} ms")
        if measured.refused:
            faults.append("refused")
        if measured.ratio and measured.ratio > RATIO:
            faults.append(f"ratio > {RATIO}")
    return ", ".join(faults)


def _figures(measured):
    """The cells between the name and the result."""
    floors = [ms(measure.at(measured.floor, share)) for share in (0.5, 0.99)] if measured.floor else ["", ""]
    ratios = [f"{ratio:.1f}" if ratio else "" for ratio in (measured.sql_ratio, measured.ratio)]
    return (ms(measure.at(measured.times, 0.5)), ms(measure.at(measured.times, 0.99)), _total(measured), *floors,
            ms(measure.at(measured.http, 0.5)), *ratios)


def searches(every):
    """A row for each search; returns the names of those that missed a target."""
    print(f"## Searches\n\nTargets: p99 at most {P99_MS} ms, and index at most {RATIO} times its floor: its SQL by pgbench, and an "
          "answer over HTTP without a search (GET of a small file), each measured in turns with it. No search can cost less "
          "than an answer without one: against the SQL alone (index / SQL) the cheapest could not meet any target "
          "(docs/adr/0014-floor-of-a-search.md).\n"
          "Searches in brackets need not meet them: without a selective companion they may take the time budget, and be "
          "refused.\n"
          "Where a total is estimated, the ratio is that of the page without total, on both sides.\n")
    row("search", "p50 ms", "p99 ms", "total", "SQL p50 ms", "SQL p99 ms", "HTTP p50 ms", "index / SQL",
         "index / (SQL + HTTP)", "result")
    row("---", "---:", "---:", "---", *["---:"] * 5, "---")
    missed = []
    for measured in every:
        verdict = _verdict(measured)
        name = measured.query.name if measured.query.indexed else f"({measured.query.name})"
        if verdict:
            missed.append(measured.query.name)
        refused = f"{measured.refused:.0%} refused (422)" if measured.refused else ""
        row(name, *_figures(measured), verdict or refused or ("ok" if measured.query.indexed else ""))
    print()
    return missed


def inserts(costs):
    """What each index costs a create."""
    print("## What each index costs a create\n\nOne task per transaction, 8 clients, by the statement of the service.\n")
    row("indexes of task", "creates/s", "CPU of PostgreSQL per create, µs", "WAL per create, bytes")
    row("---", "---:", "---:", "---:")
    for name, rate, cpu, wal in costs:
        row(name, f"{rate:.0f}", f"{cpu:.0f}" if cpu else "", f"{wal:.0f}")
    print()
