"""A page that is looked at while tasks change: what the browser, the service and the database spend on it."""
import statistics
import time

from . import processor, visits
from .browser import Tab

# after a page was opened: what it costs to open is no part of what it costs to look on
_SETTLE_SECONDS = 5
_REFRESH = """
try {{
  localStorage.setItem("taskyard.prefs", JSON.stringify({{ refresh: {} }}));
}} catch {{
  // about:blank keeps nothing
}}
performance.setResourceTimingBufferSize(20000);
"""
_REQUESTS = "performance.getEntriesByType('resource').filter((one) => /\\/(v2|health)\\//.test(one.name)).map((one) => one.transferSize)"


class Window:
    """Some seconds; all figures are per second.

    browser, renderer, service, postgres: seconds of processor time, of all processes of each; postgres is None where the cluster is not
    an own one. changes: of tasks. requests, bytes: what the page asked the API for.
    """

    def __init__(self, **figures):
        self.__dict__.update(figures)

    @property
    def server(self):
        return self.service + (self.postgres or 0)


def watch(chosen, browser, server, cluster, changes, address=None, refresh=5):
    """A window with a page open that looks again every so many seconds; with an empty tab without an address."""
    def used():
        return {"browser": processor.seconds(browser.process.pid), "renderer": processor.renderers(browser.process.pid),
                "service": processor.seconds(server.process.pid), "changes": changes.count,
                "postgres": processor.seconds(processor.postgres(cluster)) if cluster else None}

    with Tab(browser, _REFRESH.format(refresh) + visits.SCRIPT if address else None) as tab:
        if address:
            tab.open(f"http://127.0.0.1:{chosen.port}/{address}")
            tab.evaluate("benchUsable")
        browser.listen(_SETTLE_SECONDS)
        tab.evaluate("performance.clearResourceTimings()")
        begun, before = time.perf_counter(), used()
        browser.listen(chosen.watch)
        seconds, after = time.perf_counter() - begun, used()
        sizes = tab.evaluate(_REQUESTS)
        if address and tab.evaluate("document.visibilityState + document.querySelectorAll('main .failure[role=alert], main .stale').length") != "visible0":
            raise RuntimeError(f"{address} was hidden, or showed a failure, while it was looked at")
    spent = {name: None if value is None else (value - before[name]) / seconds for name, value in after.items()}
    return Window(requests=len(sizes) / seconds, bytes=sum(sizes) / seconds, **spent)


class Watched:
    """A page with a pace: windows with it and without it, in turns."""

    def __init__(self, name, address, refresh):
        self.name, self.address, self.refresh, self.turns = name, address, refresh, []

    def turn(self, number, look):
        """look: (address, refresh) => a window."""
        pair = [(None, self.refresh), (self.address, self.refresh)]
        windows = {address: look(address, refresh) for address, refresh in (pair if number % 2 else pair[::-1])}
        self.turns.append((windows[None], windows[self.address]))

    def of(self, figure, opened=True):
        """The median of a figure with the page open, or without it; None where it is not known."""
        values = [getattr(pair[opened], figure) for pair in self.turns]
        return None if None in values else statistics.median(values)

    def more(self, figure):
        """How much more with the page open, in seconds per second: the median of turns."""
        return statistics.median(getattr(opened, figure) - getattr(without, figure) for without, opened in self.turns)

    def share_more(self, figure):
        """How much more with the page open, as a share: the median of turns."""
        return statistics.median(getattr(opened, figure) / getattr(without, figure) for without, opened in self.turns) - 1
