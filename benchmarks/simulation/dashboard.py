"""The queries of the fleet dashboard as it ships, asked as Grafana would with nothing chosen."""
import json, os, statistics
from simulation.processes import ROOT

FILE = os.path.join(ROOT, "dashboards/grafana/sidelight-fleet.json")
VARIABLES = {"$__rate_interval": "1m", "$__interval": "15s", "$__range": "3m", "$cluster": ".*", "$service": ".*"}


def panels(some):
    for panel in some:
        yield panel
        yield from panels(panel.get("panels", []))


def queries():
    """Title, expression, and whether it is asked for the present alone."""
    with open(FILE) as file:
        board = json.load(file)
    for panel in panels(board["panels"]):
        for target in panel.get("targets", []):
            expression = target["expr"]
            for name, value in VARIABLES.items():
                expression = expression.replace(name, value)
            yield panel["title"], expression, target.get("instant", False)


def slowest(prometheus, minutes, runs=7):
    """Of each query (title, expression, milliseconds, series), slowest first: medians."""
    found = []
    for title, expression, instant in queries():
        times = [prometheus.timed(expression, 0 if instant else minutes) for _ in range(runs)]
        found.append((title, expression, statistics.median(spent for spent, _ in times), times[-1][1]))
    return sorted(found, key=lambda one: -one[2])
