"""What the rule groups cost: CPU time, which does not grow with what else the machine does, as their durations do."""
import time
from simulation.processes import cpu

SECONDS = 2  # that each group is asked for, at least


def shown(name):
    """The group's name, short of the file's."""
    return name.rpartition(";")[2]


def cost(prometheus, background):
    """CPU-seconds of an evaluation and seconds of the interval, by group: its expressions asked for again and again,
    less the cores that the server uses meanwhile."""
    return {shown(name): (of_one(lambda: [prometheus.get("/api/v1/query", query=one) for one in expressions], prometheus.process.pid, background), interval)
            for name, interval, expressions in prometheus.groups()}


def of_one(ask, pid, background, clock=time.monotonic, spent=cpu):
    """The first time is not counted: it parses, and fills caches."""
    ask()
    began, before, times = clock(), spent(pid), 0
    while clock() - began < SECONDS:
        ask()
        times += 1
    return max(0, spent(pid) - before - background * (clock() - began)) / times
