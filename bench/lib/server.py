"""The service as it is shipped: the runnable jar, on the database that is measured."""
import contextlib
import glob
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request

from .database import Missing

_PATIENCE_SECONDS = 180


class Server:
    """Runs the jar while it is entered; its log goes into a file."""

    def __init__(self, jar, port, database, log, auth="none", key=None):
        if not shutil.which("java"):
            raise Missing("java is not found: install a JDK 17 or later (Debian: apt-get install openjdk-17-jdk-headless)")
        if not os.path.exists(jar):
            raise Missing(f"{jar} is not there: build it with mvn package -DskipTests, or name another one with --jar")
        self.jar, self.port, self.database, self.log = jar, port, database, log
        self.settings = {"TASKYARD_AUTH": auth, **({"TASKYARD_ADMIN_KEY": key} if key else {})}

    def __enter__(self):
        environment = dict(os.environ, TASKYARD_DB_URL=self.database.jdbc_url, TASKYARD_DB_USER=self.database.user,
                           TASKYARD_DB_PASSWORD=self.database.password, **self.settings)
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(["java", "-jar", self.jar, "--port", str(self.port)], env=environment,
                                            stdout=log, stderr=subprocess.STDOUT)
        until = time.monotonic() + _PATIENCE_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > until:
                self.__exit__()
                raise Missing(f"the service did not start; its log is {self.log}")
            time.sleep(0.5)
        return self

    def _answers(self):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health/ready", timeout=5).status == 200
        except (urllib.error.URLError, OSError):
            return False

    def compiling(self):
        """Seconds of processor time that the JVM's compilers have taken so far."""
        ticks = 0
        for path in glob.glob(f"/proc/{self.process.pid}/task/*/stat"):
            with contextlib.suppress(OSError), open(path, encoding="utf-8") as file:
                name, _, rest = file.read().rpartition(")")
                if "Compiler" in name:
                    ticks += sum(int(field) for field in rest.split()[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
