"""The report about the console: Markdown on standard output."""
import collections
import statistics

from . import measure
from .report import ms, row

USABLE_SECONDS = 1
BEYOND_SECONDS = 0.1
BROWSER_SHARE = 0.3
SERVER_MORE = 0.05
_LONGEST = 170


def pages(measured):
    """measured: name, address, [(cold visit, warm visit)]. Returns what was missed."""
    print("## Pages\n\nSeconds from the navigation until the page is usable: its heading is there, no part waits, all that it asked the "
          "server for has come, its charts are drawn, and the browser is free for input. Cold: a browser that has never been there; warm: "
          f"the same once more. Target: medians at most {USABLE_SECONDS} s.\n")
    row("page", "cold median s", "cold worst s", "warm median s", "warm worst s", "files", "KB", "API requests", "KB", "slowest of them", "result")
    row("---", *["---:"] * 8, "---", "---")
    missed = []
    for name, _, turns in measured:
        times = [sorted(pair[warm].usable for pair in turns) for warm in (0, 1)]
        medians = [statistics.median(each) for each in times]
        faults = sorted({fault for pair in turns for visit in pair for fault in visit.faults})
        faults += [f"> {USABLE_SECONDS} s"] if max(medians) > USABLE_SECONDS else []
        missed += [f"page {name}"] if faults else []
        row(name, *(f"{figure:.2f}" for both in zip(medians, (each[-1] for each in times)) for figure in both), *_extent(turns), ", ".join(faults) or "ok")
    print()
    return missed


def _extent(turns):
    """What a cold visit fetches: files and requests of the API, each with their size; and the slowest request (median of turns)."""
    cold = turns[-1][0]
    files = [one for one in cold.asked if not one.of_api]
    slowest = collections.defaultdict(list)
    for pair in turns:
        for one in pair[0].of_api + pair[1].of_api:
            slowest[one.name].append(one.took or 0)
    name, times = max(slowest.items(), key=lambda item: statistics.median(item[1]))
    return (len(files), round(sum(one.size for one in files) / 1000), len(cold.of_api), f"{sum(one.size for one in cold.of_api) / 1000:.1f}",
            f"{_short(name, 70)} {ms(statistics.median(times))} ms")


def requests(asked):
    """asked: by name, the samples of a request. Returns what was missed."""
    print("## Requests\n\nEach request to the API, on all pages that make it: in the browser (from the call until the answer is whole), and the "
          "same requests right after without a browser, sent together at the moments of the page, and one by one. Beyond: p99 in the browser "
          f"less p99 one by one, at most {BEYOND_SECONDS * 1000:.0f} ms. With fewer than a hundred samples p99 is the worst.\n")
    row("request", "pages", "samples", "status", "KB", "browser p50 ms", "p99 ms", "together p50 ms", "p99 ms", "one by one p50 ms", "p99 ms", "beyond ms", "result")
    row("---", *["---:"] * 2, "---", *["---:"] * 8, "---")
    missed = []
    for name, one in sorted(asked.items(), key=lambda item: -_p99(item[1].browser)):
        beyond = _p99(one.browser) - _p99(one.alone) if one.alone else None
        fault = "repeated on a page" if one.repeated else f"> {BEYOND_SECONDS * 1000:.0f} ms" if beyond is not None and beyond > BEYOND_SECONDS else ""
        missed += [f"request {_short(name, 60)}"] if fault else []
        row(f"`{_short(name, _LONGEST)}`", len(one.pages), len(one.browser), ", ".join(map(str, sorted(one.statuses))), f"{one.size / 1000:.1f}",
            *_quantiles(one.browser), *_quantiles(one.together), *_quantiles(one.alone), "" if beyond is None else f"{beyond * 1000:.0f}", fault or "ok")
    print()
    return missed


def _p99(times):
    return measure.at(sorted(times), 0.99)


def _quantiles(times):
    return [ms(measure.at(sorted(times), share)) for share in (0.5, 0.99)] if times else ["", ""]


def _short(text, most):
    text = text.replace("|", "\\|")
    return text if len(text) <= most else text[:most - 1] + "…"


def watched(chosen, every):
    """Returns what was missed."""
    print(f"## Looked at while tasks change\n\nA page stays open for {chosen.watch:.0f} s while {chosen.changes} changes a second are made (half creations, "
          f"half completions by a remote worker), and an empty tab as long, in turns. % are of one core, medians of {len(every[0].turns)} turns; the "
          f"server is the service and PostgreSQL. Targets: the browser less than {BROWSER_SHARE:.0%} of a core, the server less than {SERVER_MORE:.0%} of a "
          "core more. The last column but one is the same as a share of what the changes alone take.\n")
    row("page", "looks every", "changes/s", "requests/s", "KB/s", "browser %", "of it renderers %", "empty tab %", "service %", "PostgreSQL %", "server more %",
        "server more, share", "result")
    row("---", *["---:"] * 11, "---")
    missed = []
    for one in every:
        faults = [f"browser > {BROWSER_SHARE:.0%}"] if one.of("browser") > BROWSER_SHARE else []
        faults += [f"server > {SERVER_MORE:.0%} more"] if one.more("server") > SERVER_MORE else []
        faults += ["too few changes"] if one.of("changes") < chosen.changes * 0.95 else []
        missed += [f"{one.name} every {one.refresh} s"] if faults else []
        row(one.name, f"{one.refresh} s", f"{one.of('changes'):.0f}", f"{one.of('requests'):.1f}", f"{one.of('bytes') / 1000:.1f}",
            *(_percent(one.of(*which)) for which in (("browser",), ("renderer",), ("browser", False))),
            *(f"{_percent(one.of(part, False))} → {_percent(one.of(part))}" for part in ("service", "postgres")),
            f"{one.more('server') * 100:+.1f}", f"{one.share_more('server'):+.0%}", ", ".join(faults) or "ok")
    print()
    return missed


def summary(measured, asked, every):
    """What performance.md says."""
    print("## Summary\n")
    row("what", "target", "measured")
    row("---", "---:", "---")
    for warm, word in enumerate(("cold", "warm")):
        medians = sorted((statistics.median(pair[warm].usable for pair in turns), name) for name, _, turns in measured)
        if medians:
            row(f"a page usable, {word}", f"{USABLE_SECONDS} s", f"{statistics.median(each for each, _ in medians):.2f} s; the slowest, {medians[-1][1]}: {medians[-1][0]:.2f} s")
    beyond = sorted((_p99(one.browser) - _p99(one.alone), name) for name, one in asked.items() if one.alone)
    if beyond:
        row("a request, p99, beyond what the API takes", f"{BEYOND_SECONDS * 1000:.0f} ms",
            f"{beyond[len(beyond) // 2][0] * 1000:.0f} ms; the most: {beyond[-1][0] * 1000:.0f} ms (`{_short(beyond[-1][1], 80)}`)")
    for one in every:
        row(f"{one.name}, looked at every {one.refresh} s", f"browser {BROWSER_SHARE:.0%}, server {SERVER_MORE:.0%} more",
            f"browser {one.of('browser'):.1%}, server {one.more('server') * 100:+.1f} % of a core")
    print()


def _percent(value):
    return "" if value is None else f"{value * 100:.1f}"
