"""One size of fleet: a server, a Prometheus, some minutes, and what was seen."""
import os, re, statistics, sys, time
from simulation import dashboard
from simulation import rules as rule_groups
from simulation.processes import ROOT, cpu, fail, resident, say, start, stop, wait
from simulation.prometheus import Prometheus
from simulation.recording import page

SERVE = os.path.join(ROOT, "benchmarks/simulation/serve.py")
APPENDED = "prometheus_tsdb_head_samples_appended_total"
GROUP = re.compile(r'prometheus_rule_group_last_duration_seconds\{rule_group=".*;(.+)"\}')


class Server:
    """The process that answers for all tasks."""

    def __init__(self, recording, folder, tasks):
        self.targets = os.path.join(folder, "targets.json")
        self.process = start([sys.executable, "-B", SERVE, recording, self.targets, str(tasks)], stdin=-1, stdout=-1, text=True)
        self.port = int(self.process.stdout.readline() or fail("the server of the simulated tasks did not start"))

    def replace_a_tenth(self):
        self.process.stdin.write("replace\n")
        self.process.stdin.flush()
        self.process.stdout.readline()


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))]


def watch(prometheus, seconds, note):
    """Waits, and looks at the rule groups meanwhile: the durations of each."""
    seen, end = {}, time.monotonic() + seconds
    while time.monotonic() < end:
        for name, value in prometheus.own().items():
            if GROUP.fullmatch(name):
                seen.setdefault(GROUP.fullmatch(name).group(1), []).append(value)
        say(f"{note}: {max(0, end - time.monotonic()):.0f} s to go")
        time.sleep(min(5, max(0, end - time.monotonic())))
    return seen


def measure(recording, folder, rules, tasks, minutes, interval):
    folder = os.path.join(folder, str(tasks))
    os.makedirs(folder)
    server = Server(recording, folder, tasks)
    prometheus = Prometheus(os.path.join(folder, "prometheus"), rules, server.targets, interval)
    say(f"{tasks} tasks: until each was scraped")
    wait(lambda: prometheus.number('sum(up{job="sidelight"})') == tasks, 120, f"all of {tasks} targets to be up", prometheus.process)
    time.sleep(2 * interval)
    pid = prometheus.process.pid
    before, spent, began = prometheus.own(), cpu(pid), time.monotonic()
    groups = watch(prometheus, minutes * 60, f"{tasks} tasks")
    elapsed, spent, after = time.monotonic() - began, cpu(pid) - spent, prometheus.own()
    total = lambda metrics, name: sum(value for key, value in metrics.items() if key.split("{")[0] == name)
    scrapes = [one for _, values in prometheus.query(f'scrape_duration_seconds{{job="sidelight"}}[{minutes}m]') for one in values]
    pages = [(len(page(f"http://127.0.0.1:{server.port}/{place}/metrics")),
              len(page(f"http://127.0.0.1:{server.port}/{place}/metrics", **{"Accept-Encoding": "gzip"}))) for place in range(0, tasks, max(1, tasks // 20))]
    found = {"tasks": tasks, "missed": prometheus.number(f'sum(count_over_time((up{{job="sidelight"}} == 0)[{minutes}m:{interval}s]))'),
             "p50": percentile(scrapes, 0.5) * 1000, "p99": percentile(scrapes, 0.99) * 1000,
             "samples": prometheus.number('avg(scrape_samples_post_metric_relabeling{job="sidelight"})'),
             "plain": statistics.mean(plain for plain, _ in pages), "gzip": statistics.mean(small for _, small in pages),
             "rate": (total(after, APPENDED) - total(before, APPENDED)) / elapsed, "cpu": spent / elapsed,
             "series": after["prometheus_tsdb_head_series"], "rss": resident(pid),
             "recorded": prometheus.number('count({__name__=~"(service|cluster):.+"})'), "identities": prometheus.number("count(task:ecs_task_metadata_info:last)"),
             "alerts": prometheus.number('count(ALERTS)'), "groups": {name: (statistics.median(values), max(values)) for name, values in groups.items()}}
    say(f"{tasks} tasks: what the rules cost")
    found["rules"] = rule_groups.cost(prometheus, found["cpu"])
    say(f"{tasks} tasks: the fleet dashboard's queries")
    found["queries"] = dashboard.slowest(prometheus, minutes)
    say(f"{tasks} tasks: a tenth is replaced")
    before = prometheus.own()["prometheus_tsdb_head_series"]
    server.replace_a_tenth()
    watch(prometheus, 3 * interval + 10, f"{tasks} tasks, a tenth new")
    last = prometheus.own()
    found["churn"] = last["prometheus_tsdb_head_series"] - before
    found["failures"] = total(last, "prometheus_rule_evaluation_failures_total")
    found["after"] = prometheus.number("count(task:ecs_task_metadata_info:last)")
    stop(prometheus.process)
    stop(server.process)
    return found
