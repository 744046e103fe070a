"""Fills the tables: rows by COPY through the triggers, so that the counters and the queue are those of real use."""
import datetime
import multiprocessing
import time

from . import rows

_CHUNK = 50_000
WORKERS = 2
_MONTHS = rows.HISTORY_DAYS // 30 + 2


def _copy(job):
    database, seed, first, last, total, end, historized = job
    database.copy("task" if historized else "task_live", rows.COLUMNS,
                  rows.chunk(seed, first, last, total, end, historized))


def _jobs(database, seed, total, end, historized):
    for at in range(0, total, _CHUNK):
        yield database, seed, at, min(at + _CHUNK, total), total, end, historized


def _months(end):
    """The first days of the months that history may fall into."""
    day = datetime.datetime.fromtimestamp(end, datetime.timezone.utc).date().replace(day=1)
    for _ in range(_MONTHS):
        yield day
        day = (day - datetime.timedelta(days=1)).replace(day=1)


def _indexes(database):
    """Those that slow down loading: all of the parent table, by name and definition (ONLY would leave out the rows)."""
    return database.run("SELECT indexrelid::regclass, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') "
                        "FROM pg_index WHERE indrelid = 'task'::regclass")


def few(database):
    """A thousand tasks with which stats have as much to do as with millions: of every handler and priority one waits, and
    one runs. They go by empty()."""
    end = time.time()
    database.copy("task_live", rows.COLUMNS, rows.waiting(1, end))
    # all that are there: so what comes then waits in every line
    lease(database, rows.PAIRS)
    database.copy("task_live", rows.COLUMNS, rows.waiting(2, end))
    database.run("VACUUM ANALYZE")


def empty(database):
    """Removes all live tasks, and their rows from the tables' files, so that what comes next lies as in new tables."""
    database.run("DELETE FROM task_live", "VACUUM")


def fill(database, live, history, seed=1):
    """Fills an empty schema.

    Indexes of the parent are dropped and made again: six million rows then take minutes, not an hour.
    """
    end = time.time()
    for month in _months(end):
        database.run(f"SELECT add_history_month('{month}')")
    indexes = _indexes(database)
    database.run("; ".join(f"DROP INDEX {name}" for name, _ in indexes))
    with multiprocessing.Pool(WORKERS) as pool:
        for historized, total in ((False, live), (True, history)):
            # the history ends where the live tasks begin
            until = end - rows.LIVE_DAYS * 86_400 if historized else end
            list(pool.imap_unordered(_copy, _jobs(database, seed, total, until, historized)))
    database.run("SET maintenance_work_mem = '512MB'; " + "; ".join(definition for _, definition in indexes))
    lease(database, live // 200)
    database.run("VACUUM ANALYZE")


def lease(database, count):
    """Some of what waits is running: leased by a node that is not there, for longer than the measurement takes."""
    database.run(f"""
      UPDATE queue SET token = gen_random_uuid(), attempt = attempt + 1, node = 'bench', claimed_at = service_clock(),
                       updated_at = service_clock(), expires_at = service_clock() + interval '7 days', progress = 50
      WHERE task_id IN (SELECT task_id FROM queue WHERE due_at < service_clock() ORDER BY md5(task_id::text) LIMIT {count})""")
