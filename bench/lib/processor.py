"""Processor time of programs, from /proc: with all their processes, also those that have ended."""
import contextlib
import os

_TICK = os.sysconf("SC_CLK_TCK")


def _stat(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()


def _tree(pid):
    """The process and all that come from it, with the fields of stat from the state on."""
    stats = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            stats[int(name)] = _stat(name)
    found = [pid]
    for one in found:
        found += [child for child, fields in stats.items() if int(fields[1]) == one]
    return {one: stats[one] for one in found if one in stats}


def seconds(pid):
    """Of a program so far."""
    # own time, and that of children that have ended and were waited for
    return sum(int(field) for fields in _tree(pid).values() for field in fields[11:15]) / _TICK


def renderers(pid):
    """Of the processes of a browser that draw pages, so far."""
    total = 0
    for one, fields in _tree(pid).items():
        with contextlib.suppress(OSError), open(f"/proc/{one}/cmdline", encoding="utf-8") as file:
            # a process that comes from another by fork alone separates its arguments by spaces
            if "--type=renderer" in file.read():
                total += int(fields[11]) + int(fields[12])
    return total / _TICK


def postgres(cluster):
    """The process of an own cluster that all others of it come from; None without one."""
    if cluster is None:
        return None
    with open(f"{cluster.directory}/data/postmaster.pid", encoding="utf-8") as file:
        return int(file.readline())
