"""Chromium without a window, driven by its own protocol over two pipes: nothing else is needed, and nothing else runs beside it."""
import collections
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

from .database import Missing

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE_SECONDS = 60
# what a browser does for itself, and would be measured with it
_ARGUMENTS = ("--headless", "--remote-debugging-pipe", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--lang=en-GB",
              "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
              "--disable-features=BackForwardCache,Translate,OptimizationHints,MediaRouter", "--force-color-profile=srgb")


class Browser:
    """Runs Chromium while it is entered."""

    def __enter__(self):
        program = next(filter(None, map(shutil.which, _NAMES)), None)
        if not program:
            raise Missing("chromium is not found (Debian: apt-get install chromium)")
        self._profile = tempfile.mkdtemp(prefix="taskyard-bench-browser-")
        self._last, self._answers, self._rest = 0, {}, b""
        self.events = collections.deque(maxlen=50_000)
        (asks, self._out), (self._in, says) = (map(_above_ten, os.pipe()) for _ in range(2))
        # root has no sandbox; nothing but the service is visited
        root = ("--no-sandbox",) if os.geteuid() == 0 else ()
        # the browser reads from 3 and writes to 4
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{asks} 4>&{says} {asks}<&- {says}>&-', "bash", program, *_ARGUMENTS, *root,
             f"--user-data-dir={self._profile}", "about:blank"],
            pass_fds=(asks, says), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(asks)
        os.close(says)
        self.version = self.call("Browser.getVersion")["product"]
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
            self.process.wait(20)
        except (RuntimeError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self._profile, ignore_errors=True)

    def call(self, method, session=None, **parameters):
        """Calls a method of the protocol; events that come meanwhile are kept in events as (session, method, parameters)."""
        self._last += 1
        number = self._last
        message = {"id": number, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data):]
        until = time.monotonic() + _PATIENCE_SECONDS
        while number not in self._answers:
            if not self._read(until - time.monotonic()):
                raise RuntimeError(f"{method}: the browser does not answer")
        answer = self._answers.pop(number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error'].get('message')}")
        return answer["result"]

    def listen(self, seconds):
        """Takes events for so long."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._read(until - time.monotonic())

    def _read(self, seconds):
        if not select.select([self._in], [], [], max(0, seconds))[0]:
            return False
        data = os.read(self._in, 1 << 20)
        if not data:
            raise RuntimeError("the browser has ended")
        *messages, self._rest = (self._rest + data).split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                self._answers[message["id"]] = message
            else:
                self.events.append((message.get("sessionId"), message["method"], message["params"]))
        return True


class Tab:
    """A tab in a profile of its own, which knows nothing yet: no cookies, no cache. It is closed, and forgotten, when it is left.

    script runs in each page before the page's own.
    """

    def __init__(self, browser, script=None):
        self._browser, self._script = browser, script

    def __enter__(self):
        self._context = self._browser.call("Target.createBrowserContext")["browserContextId"]
        self._target = self._browser.call("Target.createTarget", url="about:blank", browserContextId=self._context,
                                          width=1280, height=860)["targetId"]
        self._session = self._browser.call("Target.attachToTarget", targetId=self._target, flatten=True)["sessionId"]
        self.call("Page.enable")
        if self._script:
            self.call("Page.addScriptToEvaluateOnNewDocument", source=self._script)
        return self

    def __exit__(self, *_):
        self._browser.call("Target.closeTarget", targetId=self._target)
        self._browser.call("Target.disposeBrowserContext", browserContextId=self._context)

    def call(self, method, **parameters):
        return self._browser.call(method, self._session, **parameters)

    def events(self):
        """Takes what this tab has reported: (method, parameters)."""
        self._browser.listen(0.05)
        own = [(method, parameters) for session, method, parameters in self._browser.events if session == self._session]
        self._browser.events.clear()
        return own

    def open(self, url):
        """Loads an address, also if only what is behind # differs from the one before; returns before it is loaded."""
        self.call("Page.navigate", url="about:blank")
        failed = self.call("Page.navigate", url=url).get("errorText")
        if failed:
            raise RuntimeError(f"{url}: {failed}")

    def evaluate(self, expression):
        """The value of an expression in the page; awaited if it is a promise."""
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression[:80]}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def press(self, key, code):
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code)


def _above_ten(descriptor):
    """Away from 3 and 4, which the browser uses."""
    moved = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(descriptor)
    return moved
