"""The floor: the SQL that the service really sent, read from the server's log, run by pgbench with prepared statements."""
import glob
import os
import re
import subprocess
import tempfile
import time

from .database import program

_PREFIX = "~%p~%a~"
_ENTRY = re.compile(r"^~(\d+)~([^~]*)~(LOG|DETAIL): +(.*)$", re.S)
_BOUND = re.compile(r"^duration: [\d.]+ ms +bind [^:]*: (.*)$", re.S)
_PARAMETER = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")
# the settings of the service's connections for searches (SearchDataSource): the same plans, made at the same time
_OPTIONS = ("-c jit=off -c max_parallel_workers_per_gather=0 -c constraint_exclusion=off -c plan_cache_mode=force_custom_plan "
            "-c enable_material=off -c random_page_cost=1.1")


class Statement:
    """A statement with the values that were bound, as text, None for null."""

    def __init__(self, sql, values):
        self.sql, self.values = sql, values


class Log:
    """Notes what the service sends while it is entered. The role must be a superuser, the server must log by its
    collector."""

    def __init__(self, database):
        self.database = database

    def __enter__(self):
        self.database.run("ALTER SYSTEM SET log_min_duration_statement = 0",
                          f"ALTER SYSTEM SET log_line_prefix = '{_PREFIX}'",
                          "ALTER SYSTEM SET log_parameter_max_length = -1", "SELECT pg_reload_conf()")
        time.sleep(1)
        self.begin = self._size()
        return self

    def __exit__(self, *_):
        time.sleep(0.2)
        self.text = self.database.run(f"SELECT pg_read_file(pg_current_logfile(), {self.begin}, {1 << 28})")
        self.database.run(*(f"ALTER SYSTEM RESET {name}" for name in
                            ("log_min_duration_statement", "log_line_prefix", "log_parameter_max_length")),
                          "SELECT pg_reload_conf()")

    def _size(self):
        return int(self.database.value("SELECT size FROM pg_stat_file(pg_current_logfile())"))

    def statements(self, *marks):
        """What the service bound, of the statements that hold one of the marks."""
        entries = []
        for line in ("\x1f".join(row) for row in self.text):
            if line.startswith("~"):
                entries.append(line)
            elif entries:
                entries[-1] += "\n" + line.removeprefix("\t")
        found, last = [], {}
        for entry in entries:
            match = _ENTRY.match(entry)
            if not match or match[2] != "taskyard":
                continue
            bound = _BOUND.match(match[4])
            if match[3] == "LOG" and bound and any(mark in bound[1] for mark in marks):
                last[match[1]] = Statement(bound[1], {})
                found.append(last[match[1]])
            elif match[3] == "DETAIL" and last.get(match[1]) and match[4].lower().startswith("parameters:"):
                last[match[1]].values = {int(number): None if text == "NULL" else text[1:-1].replace("''", "'")
                                         for number, text in _PARAMETER.findall(match[4])}
            elif match[3] == "LOG":
                last[match[1]] = None
        return found


def script(statements, prefix):
    """A script of pgbench, and its variables: every bound value becomes a parameter."""
    lines, variables = [], {}
    for number, statement in enumerate(statements):
        sql = " ".join(statement.sql.split())
        for at in sorted(statement.values, reverse=True):
            name = f"{prefix}_{number}_{at}"
            value = statement.values[at]
            sql = re.sub(rf"\${at}(?!\d)", "NULL" if value is None else f":{name}", sql)
            if value is not None:
                variables[name] = value
        lines.append(sql + ";")
    return "\n".join(lines) + "\n", variables


def run(database, scripts, clients, seconds, options=_OPTIONS, transactions=None):
    """Runs scripts, one of them each time by chance, for a time or a number of times per client.

    Returns the sorted times of their runs in seconds, and transactions per second.
    """
    length = ["-t", str(transactions)] if transactions else ["-T", str(seconds)]
    with tempfile.TemporaryDirectory() as directory:
        command = [program("pgbench"), "-n", "-M", "prepared", "-c", str(clients), "-j", str(clients), *length,
                   "-l", "--log-prefix", f"{directory}/log"]
        for number, (text, variables) in enumerate(scripts):
            path = f"{directory}/{number}.sql"
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            command += ["-f", path]
            for name, value in variables.items():
                command += ["-D", f"{name}={value}"]
        done = subprocess.run(command, env=dict(database.environment, PGOPTIONS=options), capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"pgbench: {done.stderr.strip()[-2000:]}")
        times = []
        for path in glob.glob(f"{directory}/log*"):
            with open(path, encoding="utf-8") as log:
                # a transaction lost to a deadlock has "failed" in place of its time
                times += [int(line.split()[2]) / 1e6 for line in log if line.split()[2].isdigit()]
        rate = float(re.search(r"^tps = ([\d.]+)", done.stdout, re.M)[1])
        return sorted(times), rate
