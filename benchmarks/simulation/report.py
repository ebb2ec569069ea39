"""The page docs/scale.md, up to its hand-written sections."""
import re, textwrap
from simulation.recording import series

INTERVAL = 15
FLEETS = (10_000, 100_000)
# What can go, in the order in which it is missed least: labels joined by ";", the expression, and what is lost
DROPS = [
    (("__name__",), "jvm_.+", "the sidecar's own heap and collections"),
    (("__name__",), "sidelight_(poll|scrape)_duration_seconds_.+", "how long the sidecar's polls and scrapes take"),
    (("__name__",), "process_(virtual_memory_bytes|max_fds|open_fds)", "the sidecar's files and address space; its CPU and memory stay"),
    (("__name__",), "ecs_container_cpu_(user|system)_seconds_total", "the two parts of the CPU time; the whole stays"),
    (("__name__",), "ecs_container_storage_.+", "reads and writes of each device"),
    (("__name__",), "ecs_container_memory_(usage_bytes|page_cache_size_bytes|major_page_faults_total)",
     "page cache and faults; the working set and its limit stay"),
    (("__name__",), "ecs_network_(receive|transmit)_(packets|packets_dropped|errors)_total|ecs_network_reported_.+",
     "packets, errors and drops with the alert on them, and the endpoint's own rates; bytes stay"),
    (("__name__", "verdict"), "sidelight_container_verdict;(healthy|unknown)", "one of three is enough, but for unknown; rules and alerts read unhealthy alone"),
    (("__name__", "status"), "ecs_container_health_status;(healthy|unknown)", "the same of ECS's own status; rules and alerts read unhealthy alone"),
    (("__name__",), "ecs_container_metadata_info", "images and ids of containers: long labels, three series"),
    (("__name__",), "sidelight_rule_failing", "which rule made a verdict (an alert's text names it); the verdict stays"),
    (("__name__", "outcome"), "sidelight_polls_total;(client_error|disconnected|malformed|refused|server_error|throttled|timeout)",
     "why polls failed, and the rate of failures; sidelight_endpoint_up stays"),
]
KINDS = [("ecs_task_.+", "of the task"), ("ecs_container_cpu_.+", "CPU of containers"), ("ecs_container_memory_.+", "memory of containers"),
         ("ecs_container_storage_.+", "storage of containers"), ("ecs_container_.+", "the rest of containers: status, health, starts"),
         ("ecs_network_.+", "network"), ("sidelight_container_verdict|sidelight_rule_failing", "verdicts and rules"),
         ("sidelight_poll.*", "the sidecar's polls"), ("sidelight_.+", "the rest of the sidecar's"), ("process_.+|jvm_.+", "its process and JVM")]


def line(points):
    """Base and slope of the straight line through the points, by least squares; through 0 where there is one."""
    if len(points) < 2:
        return 0.0, points[0][1] / points[0][0]
    mx, my = (sum(axis) / len(points) for axis in zip(*points))
    slope = sum((x - mx) * (y - my) for x, y in points) / sum((x - mx) ** 2 for x, _ in points)
    return my - slope * mx, slope


def prose(text):
    return textwrap.fill(text, 124, break_long_words=False, break_on_hyphens=False) + "\n"


def table(head, rows):
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""


def measured(found):
    rows = [("scrape p50, ms", "p50", 1), ("scrape p99, ms", "p99", 1), ("scrapes missed", "missed", 0), ("series of a task (samples of a scrape)", "samples", 0),
            ("bytes of a scrape, plain", "plain", 0), ("bytes of a scrape, gzip", "gzip", 0), ("samples/s stored", "rate", 0),
            ("series in the head", "series", 0), ("RSS, MB", "rss", 0), ("CPU, cores", "cpu", 2), ("series of the service: and cluster: levels", "recorded", 0),
            ("tasks with a name (`task:ecs_task_metadata_info:last`)", "identities", 0), ("the same after a tenth was replaced", "after", 0),
            ("alerts pending or firing", "alerts", 0), ("rule evaluations that failed, the replacement included", "failures", 0),
            ("series more in the head when a tenth is replaced, half of it at the old addresses", "churn", 0)]
    yield "## Measured\n"
    scale = {"rss": 1e-6}
    yield from table(["tasks"] + [f"{f['tasks']:,}" for f in found],
                     [[title] + [f"{f[key] * scale.get(key, 1):,.{digits}f}" for f in found] for title, key, digits in rows])
    yield "### Rule groups: an evaluation, ms, CPU time / median / longest\n"
    yield prose("The CPU time is that of the group's expressions, asked for again and again, less what Prometheus uses meanwhile. Durations are what Prometheus "
                "says of its own evaluations, annotations of alerts included; where others are at work on the machine, most of them is waiting.")
    yield from table(["group, tasks"] + [f"{f['tasks']:,}" for f in found],
                     [[name] + [" / ".join(f"{one * 1000:.1f}" for one in (f["rules"][name][0], *f["groups"][name])) for f in found] for name in found[0]["groups"]])
    yield "### The fleet dashboard's slowest queries, ms\n"
    yield "Each panel's query as Grafana asks it with nothing chosen, over the minutes of the run; medians of seven.\n"
    by = [{(title, expression): spent for title, expression, spent, _ in f["queries"]} for f in found]
    rows = [[title, f"`{expression}`".replace("|", "\\|")] + [f"{times[title, expression]:.1f}" for times in by] for title, expression, *_ in found[-1]["queries"][:6]]
    rows.append([f"all {len(by[-1])} queries, one after another", ""] + [f"{sum(times.values()):,.0f}" for times in by])
    yield from table(["panel", "query"] + [f"{f['tasks']:,} tasks" for f in found], rows)


def projection(found):
    base, each = line([(f["series"], f["rss"]) for f in found])
    cores = max(line([(f["tasks"], f["cpu"]) for f in found])[1], 0)
    own = line([(f["tasks"], f["series"]) for f in found])[1]
    last = found[-1]
    spent = {name: (max(0, line([(f["tasks"], f["rules"][name][0]) for f in found])[1]), interval) for name, (_, interval) in last["rules"].items()}
    each_rule = sum(cpu / interval for cpu, interval in spent.values())
    slowest, (longest, interval) = max(spent.items(), key=lambda one: one[1][0] / one[1][1])
    yield "## Projection\n"
    yield prose(f"By straight lines through the sizes measured: {own:,.0f} series a task in the head (its scrape, the scrape's own and its share of what the rules make), "
                f"{each / 1000:.1f} kB of RSS a series above {base / 1e6:,.0f} MB, {cores * 1000:.2f} cores for each thousand tasks, {each_rule * 1000:.2f} of them for rules. "
                "Both are of CPU time: a group's rules are evaluated one after another, so where no one else works a group takes about its CPU time. "
                "What lies beyond the largest size is reckoned, not measured.")
    rows = [["series", *(f"{n * own:,.0f}" for n in FLEETS)],
            [f"samples/s at {INTERVAL} s", *(f"{n * last['rate'] / last['tasks']:,.0f}" for n in FLEETS)],
            ["memory of one Prometheus, GB", *(f"{(base + n * own * each) / 1e9:,.1f}" for n in FLEETS)],
            ["the same, when all tasks are replaced once within two hours", *(f"{(base + 2 * n * own * each) / 1e9:,.1f}" for n in FLEETS)],
            ["CPU, cores", *(f"{n * cores:,.1f}" for n in FLEETS)],
            ["of these for rules", *(f"{n * each_rule:,.1f}" for n in FLEETS)],
            [f"CPU-seconds of an evaluation of {slowest}, of all groups the nearest to its interval, {interval:g} s", *(f"{n * longest:,.1f}" for n in FLEETS)],
            ["the same as a share of the interval: beyond 50%, split the tasks", *(f"{n * longest / interval:.0%}" for n in FLEETS)],
            ["scrapes over the network, Mbit/s, gzip", *(f"{n * last['gzip'] * 8 / INTERVAL / 1e6:,.1f}" for n in FLEETS)],
            [f"samples/s of the service: and cluster: levels for {last['recorded']:,.0f} series (they grow with services, not tasks)",
             *(f"{last['recorded'] / INTERVAL:,.0f}" for _ in FLEETS)]]
    yield from table(["tasks", *(f"{n:,}" for n in FLEETS)], rows)


def shares(text, rules):
    all_series = list(series(text))
    used = lambda names: "yes" if any(re.search(rf"\b{re.escape(name)}\b", rules) for name in names) else ""
    yield f"## What a task's {len(all_series)} series are\n"
    left, rows = all_series, []
    for expression, words in KINDS:
        taken = [one for one in left if re.fullmatch(expression, one[0])]
        left = [one for one in left if one not in taken]
        rows.append([words, f"`{expression}`".replace("|", "\\|"), len(taken), f"{len(taken) / len(all_series):.0%}"])
    yield from table(["", "names", "series", "share"], rows)
    yield "## What to drop first\n"
    yield prose("In this order, what is missed least first. Each line is one entry of `metric_relabel_configs`; panels that show it stay empty. "
                "Where a rule or an alert reads one of the names, look at it before.")
    left, rows, lines = all_series, [], ["metric_relabel_configs:"]
    for labels, expression, lost in DROPS:
        key = lambda one: ";".join(one[0] if label == "__name__" else one[1].get(label, "") for label in labels)
        taken = [one for one in left if re.fullmatch(expression, key(one))]
        left = [one for one in left if one not in taken]
        rows.append([f"`{expression}`".replace("|", "\\|"), lost, len(taken), f"{len(left) / len(all_series):.0%}", used({one[0] for one in taken})])
        lines.append(f"  - {{source_labels: [{', '.join(labels)}], regex: '{expression}', action: drop}}")
    yield from table(["drop", "what is lost", "series", "left then", "read by a rule or alert"], rows)
    yield "```yaml\n" + "\n".join(lines) + "\n```\n"
