"""Callers of the service: processes, each with one connection that stays open, so that a caller measures the server."""
import json
import multiprocessing
import socket
import time


class Caller:
    """One connection to the service. Speaks only as much HTTP as the service answers with, because a general client takes
    longer than the service does for a cheap search."""

    def __init__(self, host, port, key=None):
        self.host, self.port, self.key, self.socket = host, port, key, None

    def index(self, body):
        """POST /v2/task/index: seconds, status, headers, body."""
        return self.send("POST", "/v2/task/index", body)

    def create(self, body):
        """POST /v2/task/create: seconds, status, headers, body."""
        return self.send("POST", "/v2/task/create", body)

    def get(self, path):
        """GET: seconds, status, headers, body."""
        return self.send("GET", path)

    def send(self, method, path, body=None, more=()):
        """Any request, with more headers as "Name: value": seconds, status, headers, body."""
        return self._send(self._request(method, path, body, more))

    def _request(self, method, path, body=None, more=()):
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", *more]
        lines += [f"Authorization: Bearer {self.key}"] if self.key else []
        content = (body or "").encode()
        if body is not None:
            typed = any(line.lower().startswith("content-type:") for line in more)
            lines += ([] if typed else ["Content-Type: application/json"]) + [f"Content-Length: {len(content)}"]
        return "\r\n".join(lines + ["", ""]).encode() + content

    def _send(self, request):
        begun = time.perf_counter()
        try:
            return self._exchange(request, begun)
        except (OSError, EOFError):
            # idle for longer than the server keeps a connection
            self.socket = None
            return self._exchange(request, time.perf_counter())

    def _exchange(self, request, begun):
        if self.socket is None:
            self.socket = socket.create_connection((self.host, self.port), timeout=120)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(request)
        data, end = b"", -1
        while end < 0:
            data += self._more()
            end = data.find(b"\r\n\r\n")
        status, _, rest = data[:end].decode("latin-1").partition("\r\n")
        headers = Headers(line.partition(":")[::2] for line in rest.split("\r\n"))
        status = int(status.split()[1])
        content = self._content(status, headers, data[end + 4:])
        return time.perf_counter() - begun, status, headers, content

    def _content(self, status, headers, data):
        if "Content-Length" in headers:
            parts, missing = [data], int(headers["Content-Length"]) - len(data)
            while missing > 0:
                parts.append(self._more())
                missing -= len(parts[-1])
            return b"".join(parts)
        if status in (204, 304):
            return b""
        content = b""
        while True:
            while b"\r\n" not in data:
                data += self._more()
            size, _, data = data.partition(b"\r\n")
            size = int(size, 16)
            while len(data) < size + 2:
                data += self._more()
            content, data = content + data[:size], data[size + 2:]
            if size == 0:
                return content

    def _more(self):
        data = self.socket.recv(1 << 18)
        if not data:
            raise EOFError("the server has closed the connection")
        return data


class Headers(dict):
    """Headers by name, whatever its case."""

    def __init__(self, pairs):
        super().__init__((name.strip().lower(), value.strip()) for name, value in pairs)

    def __contains__(self, name):
        return super().__contains__(name.lower())

    def __getitem__(self, name):
        return super().__getitem__(name.lower())

    def get(self, name, default=None):
        return super().get(name.lower(), default)


def _call(job):
    host, port, key, method, arguments, seconds, offset = job
    call = getattr(Caller(host, port, key), method)
    times, statuses, estimated = [], {}, 0
    until = time.perf_counter() + seconds
    at = offset
    while time.perf_counter() < until or not times:
        took, status, headers, _ = call(arguments[at % len(arguments)])
        at += 1
        times.append(took)
        statuses[status] = statuses.get(status, 0) + 1
        estimated += headers.get("X-Pagination-Total-Estimated") == "true"
    return times, statuses, estimated


class Callers:
    """Several callers at once."""

    def __init__(self, host, port, count, key=None):
        self.host, self.port, self.count, self.key = host, port, count, key
        self.pool = multiprocessing.Pool(count)

    def index(self, bodies, seconds):
        """Sends the searches in turn for that time; returns times in seconds, sorted, how often which status came, and
        how many totals were estimated."""
        return self._at_once("index", [json.dumps(body) for body in bodies], seconds)

    def create(self, bodies, seconds):
        """Creates tasks, each of the bodies in turn, for that time; returns what index() does."""
        return self._at_once("create", bodies, seconds)

    def get(self, path, seconds):
        """Asks for the path for that time; returns what index() does."""
        return self._at_once("get", [path], seconds)

    def _at_once(self, method, arguments, seconds):
        """A method of Caller by all callers, for each argument in turn, from another one on in each caller."""
        jobs = [(self.host, self.port, self.key, method, arguments, seconds, n * len(arguments) // self.count)
                for n in range(self.count)]
        times, statuses, estimated = [], {}, 0
        for each, by_status, guesses in self.pool.imap_unordered(_call, jobs):
            times += each
            estimated += guesses
            for status, number in by_status.items():
                statuses[status] = statuses.get(status, 0) + number
        return sorted(times), statuses, estimated
