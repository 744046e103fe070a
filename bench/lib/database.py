"""PostgreSQL by its own command line programs: nothing else is needed to measure it."""
import os
import pwd
import shutil
import subprocess
import tempfile
from urllib.parse import urlsplit


class Missing(Exception):
    """Something that the measurement needs is not on this machine."""


def program(name):
    """The path of a PostgreSQL program: from PATH, or from Debian's place for those that are not in it."""
    found = shutil.which(name)
    if found:
        return found
    base = "/usr/lib/postgresql"
    versions = sorted(filter(str.isdigit, os.listdir(base)), key=int) if os.path.isdir(base) else []
    for version in reversed(versions):
        path = f"{base}/{version}/bin/{name}"
        if os.access(path, os.X_OK):
            return path
    raise Missing(f"{name} is not found: install PostgreSQL 14 or later (Debian: apt-get install postgresql), "
                  "or put its bin directory into PATH")


class Database:
    """A database to measure on.

    url is postgresql://user[:password]@host:port/name. The role is a superuser: statements are read from the server's log.
    """

    def __init__(self, url):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname or "127.0.0.1", parts.port or 5432
        self.user, self.password = parts.username or "postgres", parts.password or ""
        self.name = parts.path.lstrip("/") or "postgres"
        self.environment = dict(os.environ, PGHOST=self.host, PGPORT=str(self.port), PGUSER=self.user,
                                PGPASSWORD=self.password, PGDATABASE=self.name)

    @property
    def jdbc_url(self):
        return f"jdbc:postgresql://{self.host}:{self.port}/{self.name}"

    def run(self, *statements):
        """Runs statements, each in a transaction of its own, and returns the rows of the last one as lists of text."""
        command = [program("psql"), "-XqAt", "-F", "\x1f", "-v", "ON_ERROR_STOP=1"]
        for statement in statements:
            command += ["-c", statement]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{statements[-1][:200]}: {done.stderr.strip()}")
        return [line.split("\x1f") for line in done.stdout.splitlines()]

    def value(self, statement):
        """The first column of the first row; None without a row."""
        rows = self.run(statement)
        return rows[0][0] if rows else None

    def copy(self, table, columns, lines):
        """COPY of lines into a table."""
        command = [program("psql"), "-Xq", "-v", "ON_ERROR_STOP=1", "-c", f"COPY {table} ({columns}) FROM STDIN"]
        with subprocess.Popen(command, env=self.environment, stdin=subprocess.PIPE, text=True) as psql:
            psql.stdin.writelines(lines)
            psql.stdin.close()
        if psql.returncode:
            raise RuntimeError(f"COPY into {table} failed")


class OwnCluster:
    """A PostgreSQL cluster for one measurement, in a directory that is removed at the end."""

    SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = '{buffers}'
max_wal_size = '4GB'
logging_collector = on
"""

    def __init__(self, port, buffers, keep=None):
        self.port, self.buffers, self.keep = port, buffers, keep
        self.directory = keep or tempfile.mkdtemp(prefix="taskyard-bench-")

    def _as_owner(self, *command):
        """PostgreSQL refuses to run as root, so that it then runs as the system's user postgres."""
        if os.geteuid() == 0:
            command = ("runuser", "-u", "postgres", "--") + command
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=self.directory)
        if done.returncode:
            raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")

    def __enter__(self):
        data = f"{self.directory}/data"
        if os.geteuid() == 0:
            os.makedirs(self.directory, exist_ok=True)
            try:
                os.chown(self.directory, pwd.getpwnam("postgres").pw_uid, -1)
            except KeyError:
                raise Missing("there is no system user postgres, and PostgreSQL refuses to run as root: run this as "
                              "another user, or install PostgreSQL from packages") from None
        if not os.path.exists(f"{data}/PG_VERSION"):
            self._as_owner(program("initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8",
                           "--locale=C.UTF-8")
            with open(f"{data}/postgresql.conf", "a", encoding="utf-8") as settings:
                settings.write(self.SETTINGS.format(buffers=self.buffers))
        self._as_owner(program("pg_ctl"), "-D", data, "-w", "-l", f"{self.directory}/start.log",
                       "-o", f"-p {self.port}", "start")
        return self

    def database(self):
        """A database in it, made if it is not there."""
        admin = Database(f"postgresql://postgres@127.0.0.1:{self.port}/postgres")
        if not admin.value("SELECT 1 FROM pg_database WHERE datname = 'bench'"):
            admin.run("CREATE DATABASE bench")
        return Database(f"postgresql://postgres@127.0.0.1:{self.port}/bench")

    def __exit__(self, *_):
        self._as_owner(program("pg_ctl"), "-D", f"{self.directory}/data", "-w", "-m", "fast", "stop")
        if not self.keep:
            shutil.rmtree(self.directory, ignore_errors=True)
