"""Opens the pages of the console in a browser, and sends what they asked for once more without one."""
import concurrent.futures
import json
import queue
import re
import time

from .browser import Tab
from .callers import Caller

# as many as a browser opens to one server
_CONNECTIONS = 6
_READS = re.compile(r"^(GET .*|POST /v2/(task/errors|schedule/preview|operation/items/[^/]+|\w+/index))$")
_HEADERS = ("accept", "content-type", "if-none-match")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
# as lib.rows names them
_PEOPLE = re.compile(r'"(user|order)-\d+"')

# A page is usable when its heading is there, no part of it shows that it waits, nothing that it has asked the server for is still to
# come, its charts are drawn; and the browser has painted that and is free for what a person does next. Runs before the page's code.
SCRIPT = """
(() => {
  let open = 0;
  const send = window.fetch;
  window.fetch = async (...request) => {
    open++;
    try {
      const answer = await send(...request);
      const text = answer.text;
      answer.text = () => text.call(answer).finally(() => open--);
      return answer;
    } catch (fault) {
      open--;
      throw fault;
    }
  };
  const name = location.hash.replace(/^#\\/?/, "").split(/[/?]/)[0] || "overview";
  const done = () => {
    const page = document.querySelector("app-frame")?.page;
    return open === 0 && page?.isConnected && page.route.name === name && page.querySelector("h1")
      && !page.querySelector(".skeleton, [aria-busy=true]") && [...page.querySelectorAll("time-chart")].every((chart) => chart.querySelector("canvas"));
  };
  window.benchUsable = new Promise((resolve) => {
    const look = () => requestAnimationFrame(() => (done() ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now()))) : look()));
    look();
  });
})();
"""


class Asked:
    """A request that a page made.

    at: seconds after the first one. took: until the answer was whole, in seconds; None if it was given up. size: bytes as sent,
    with headers.
    """

    def __init__(self, method, path, body, headers, at):
        self.method, self.path, self.body, self.headers, self.at = method, path, body, headers, at
        self.took, self.status, self.size = None, None, 0

    @property
    def of_api(self):
        return self.path.startswith(("/v2/", "/health/"))

    @property
    def name(self):
        """The same for requests that differ by ids, moments, users and entities only."""
        text = f"{self.method} {self.path}" + (f" {json.dumps(json.loads(self.body))}" if self.body else "")
        return _PEOPLE.sub(r'"\1-…"', _MOMENT.sub("…", _UUID.sub("…", text)))


class Visit:
    """A page opened once.

    usable: seconds from the navigation on. faults: what was wrong with it, as text.
    """

    def __init__(self, usable, asked, faults):
        self.usable, self.asked, self.faults = usable, asked, faults

    @property
    def of_api(self):
        return [one for one in self.asked if one.of_api]


def turn(browser, root, address):
    """A page opened by a browser that has never been there, and once more by the same browser: two visits."""
    with Tab(browser, SCRIPT) as tab:
        tab.call("Network.enable")
        return _visit(tab, root, address), _visit(tab, root, address)


def _visit(tab, root, address):
    tab.events()
    tab.open(f"{root}/{address}")
    try:
        usable = tab.evaluate("benchUsable") / 1000
    except RuntimeError as fault:
        raise RuntimeError(f"{address} does not become usable: {fault}") from fault
    asked = _asked(tab.events(), root)
    tab.press("Tab", 9)
    faults = ["takes no input"] if tab.evaluate("document.activeElement === document.body") else []
    if tab.evaluate("document.querySelector('main .failure[role=alert]') !== null"):
        faults.append("shows a failure")
    faults += sorted({f"{one.status} {one.path}" for one in asked if not one.status or one.status >= 400})
    return Visit(usable, asked, faults)


def _asked(events, root):
    """Requests to the service, from what the browser reports about its network."""
    found, first = {}, None
    for method, about in events:
        number = about.get("requestId")
        if method == "Network.requestWillBeSent" and about["request"]["url"].startswith(root + "/"):
            request, at = about["request"], about["timestamp"]
            headers = [f"{name}: {value}" for name, value in request["headers"].items() if name.lower() in _HEADERS]
            first = first or at
            found[number] = Asked(request["method"], request["url"][len(root):].partition("#")[0], request.get("postData"), headers, at - first)
            found[number].begun = at
        elif number not in found:
            continue
        elif method == "Network.responseReceived":
            found[number].status = about["response"]["status"]
        elif method == "Network.loadingFinished":
            found[number].took = about["timestamp"] - found[number].begun
            found[number].size = about["encodedDataLength"]
    return list(found.values())


class Again:
    """Sends the requests of a page without a browser."""

    def __init__(self, port):
        self._free = queue.SimpleQueue()
        self._alone = Caller("127.0.0.1", port)
        for _ in range(_CONNECTIONS):
            self._free.put(Caller("127.0.0.1", port))
        self._pool = concurrent.futures.ThreadPoolExecutor(_CONNECTIONS)

    def together(self, every):
        """As the page did: each so long after the first one, on as many connections. Seconds of each."""
        begun = time.perf_counter()
        return list(self._pool.map(lambda one: self._at(begun, one), every))

    def one_by_one(self, every):
        """Seconds of each, while nothing else is asked for."""
        return [self._send(self._alone, one) for one in every]

    @staticmethod
    def readable(every):
        """Those that change nothing."""
        return [one for one in every if _READS.match(f"{one.method} {one.path}")]

    def _at(self, begun, one):
        time.sleep(max(0, begun + one.at - time.perf_counter()))
        caller = self._free.get()
        try:
            return self._send(caller, one)
        finally:
            self._free.put(caller)

    @staticmethod
    def _send(caller, one):
        took, status, _, _ = caller.send(one.method, one.path, one.body, [*one.headers, "Accept-Encoding: gzip, deflate, br"])
        if status != one.status:
            raise RuntimeError(f"{one.name}: {status} without a browser, {one.status} with it")
        return took
