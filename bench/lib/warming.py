"""Warms the service up: what is measured is a service that has been at work for a while, not its JVM's compiler."""
import time

from . import report

_WINDOW_SECONDS = 10
# of one processor
_AT_REST = 0.02


def until_at_rest(server, most, work):
    """Repeats work until the JVM's compilers take no more than 2 % of a processor, or for as many
    seconds at most."""
    begun = since = time.monotonic()
    before = server.compiling()
    while time.monotonic() - begun < most:
        work()
        now = time.monotonic()
        if now - since < _WINDOW_SECONDS:
            continue
        spent = server.compiling()
        share = (spent - before) / (now - since)
        if share <= _AT_REST:
            report.say(f"warm after {now - begun:.0f} s")
            return
        since, before = now, spent
    report.say(f"warmed up for {most:.0f} s; the JVM's compilers were not at rest")
