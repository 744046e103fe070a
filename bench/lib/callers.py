"""Callers of the service: processes, each with one connection that stays open, so that a caller measures the server."""
import http.client
import json
import multiprocessing
import time

_HEADERS = {"Content-Type": "application/json"}


class Caller:
    """One connection to the service."""

    def __init__(self, host, port):
        self.connection = http.client.HTTPConnection(host, port, timeout=120)

    def index(self, body):
        """POST /v2/task/index: seconds, status, headers, body."""
        return self._send("POST", "/v2/task/index", body, _HEADERS)

    def create(self, body):
        """POST /v2/task/create: seconds, status, headers, body."""
        return self._send("POST", "/v2/task/create", body, _HEADERS)

    def get(self, path):
        """GET: seconds, status, headers, body."""
        return self._send("GET", path)

    def _send(self, *request):
        begun = time.perf_counter()
        try:
            self.connection.request(*request)
            response = self.connection.getresponse()
        except (ConnectionError, http.client.RemoteDisconnected):
            # idle for longer than the server keeps a connection
            self.connection.close()
            begun = time.perf_counter()
            self.connection.request(*request)
            response = self.connection.getresponse()
        content = response.read()
        return time.perf_counter() - begun, response.status, response.headers, content


def _call(job):
    host, port, bodies, seconds, least, offset = job
    caller = Caller(host, port)
    times, statuses, estimated = [], {}, 0
    until = time.perf_counter() + seconds
    at = offset
    while time.perf_counter() < until or len(times) < least:
        took, status, headers, _ = caller.index(bodies[at % len(bodies)])
        at += 1
        times.append(took)
        statuses[status] = statuses.get(status, 0) + 1
        estimated += headers.get("X-Pagination-Total-Estimated") == "true"
    return times, statuses, estimated


class Callers:
    """Several callers at once."""

    def __init__(self, host, port, count):
        self.host, self.port, self.count = host, port, count
        self.pool = multiprocessing.Pool(count)

    def index(self, bodies, seconds, least=1):
        """Sends the searches in turn for that time; returns times in seconds, sorted, how often which status came, and
        how many totals were estimated."""
        texts = [json.dumps(body) for body in bodies]
        jobs = [(self.host, self.port, texts, seconds, least, n * len(texts) // self.count) for n in range(self.count)]
        times, statuses, estimated = [], {}, 0
        for each, by_status, guesses in self.pool.imap_unordered(_call, jobs):
            times += each
            estimated += guesses
            for status, number in by_status.items():
                statuses[status] = statuses.get(status, 0) + number
        return sorted(times), statuses, estimated
