"""What each index costs a create: the service's own INSERT by pgbench, with all indexes and with each one dropped.

In a database of its own with fewer tasks, because dropping and making indexes of millions takes longer than measuring.
"""
import json
import os
import subprocess
import time

from . import floor, load
from .database import Database, program

_CLIENTS = 8
_SECONDS = 4
# an id as the service makes it (UUIDv7), so that it goes where its would go
ID = ("lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || "
       "substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15)")
_TASK = ("jsonb_build_array(jsonb_build_object('task_id', " + ID + ", 'handler', 'Job' || lpad(:job::text, 2, '0'), "
         "'user_id', 'user-' || lpad(:owner::text, 5, '0'), 'entity_id', 'order-' || :entity::text, 'status', 'pending', "
         "'priority', 5, 'tags', jsonb_build_array('tag-' || :tag::text), "
         "'request', jsonb_build_object('order', :entity::int, 'region', 'asia', 'note', repeat('lorem ipsum ', 12))))")
_VARIABLES = "\\set job random_zipfian(1, 50, 1.2)\n\\set owner random(0, 9999)\n\\set entity random(0, 250000)\n\\set tag random(10, 49)\n"


def statement(database, caller):
    """The INSERT that the service sends for a create."""
    task = json.dumps({"handler": "Nobody", "status": "cancelled"})
    for _ in range(2):
        with floor.Log(database) as log:
            caller.create(task)
    return log.statements("INSERT INTO task")[0].sql


def _database(database, tasks):
    """A copy of the schema with some tasks."""
    database.run("DROP DATABASE IF EXISTS bench_inserts", "CREATE DATABASE bench_inserts")
    made = Database(f"postgresql://{database.user}:{database.password}@{database.host}:{database.port}/bench_inserts")
    schema = subprocess.run([program("pg_dump"), "-s"], env=database.environment, capture_output=True, text=True, check=True)
    subprocess.run([program("psql"), "-Xq", "-v", "ON_ERROR_STOP=1"], env=made.environment, input=schema.stdout, text=True,
                   check=True, stdout=subprocess.DEVNULL)
    load.fill(made, tasks, 0)
    return made


def cpu(cluster):
    """CPU seconds of all backends that have ended; of an own cluster only."""
    if cluster is None:
        return None
    with open(f"{cluster.directory}/data/postmaster.pid", encoding="utf-8") as file:
        pid = file.readline().strip()
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def _once(database, cluster, script):
    before, wal = cpu(cluster), database.value("SELECT pg_current_wal_insert_lsn()")
    times, rate = floor.run(database, [(script, {})], _CLIENTS, _SECONDS, "")
    time.sleep(0.3)
    written = float(database.value(f"SELECT pg_current_wal_insert_lsn() - '{wal}'::pg_lsn"))
    return rate, (cpu(cluster) - before) * 1e6 / len(times) if cluster else None, written / len(times)


def costs(database, cluster, insert, tasks):
    """Yields name, creates per second, CPU in µs (own cluster only) and WAL in bytes per create."""
    made = _database(database, tasks)
    script = _VARIABLES + " ".join(insert.split()).replace("$1::jsonb", _TASK) + ";\n"
    indexes = made.run("SELECT indexrelid::regclass, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') "
                       "FROM pg_index WHERE indrelid = 'task'::regclass ORDER BY 1::text")
    made.run("CHECKPOINT")
    _once(made, cluster, script)
    yield ("all", *_once(made, cluster, script))
    for name, definition in indexes:
        made.run(f"DROP INDEX {name}")
        yield (f"all but {name}", *_once(made, cluster, script))
        made.run(definition)
    yield ("all, again", *_once(made, cluster, script))
    made.run("; ".join(f"DROP INDEX {name}" for name, _ in indexes))
    yield ("only task_id", *_once(made, cluster, script))
    database.run("DROP DATABASE bench_inserts")
