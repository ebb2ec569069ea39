#!/usr/bin/env python3
"""Measures one real Prometheus against a fleet of simulated tasks. Run by ./sidelight bench scale; bench scale --help."""
import argparse, datetime, glob, os, platform, shutil, signal, subprocess, sys, tempfile
from simulation import prometheus, report
from simulation.measure import measure
from simulation.processes import ROOT, available, say, stop_all
from simulation.recording import record

RULES = os.path.join(ROOT, "dashboards/prometheus/rules")
KEPT = "## Advice"
PER_TASK = 4_000_000  # bytes of memory to ask for before a size is begun, all processes together


def arguments():
    parser = argparse.ArgumentParser(prog="./sidelight bench scale",
                                     description="Scrapes simulated tasks with one real Prometheus over loopback and prints a report in Markdown. It needs prometheus on the PATH.")
    parser.add_argument("--tasks", type=int, nargs="+", default=[100, 500, 1000], metavar="N", help="sizes of the fleet, one after another (100 500 1000)")
    parser.add_argument("--minutes", type=int, default=3, help="minutes that each is measured (3)")
    parser.add_argument("--rules", default=RULES, metavar="DIR", help="rules that Prometheus evaluates (dashboards/prometheus/rules)")
    parser.add_argument("--write", action="store_true", help="write the report to docs/scale.md, too; its hand-written sections stay")
    found = parser.parse_args()
    if min(*found.tasks, found.minutes, 10**9) < 1:
        parser.error("--tasks and --minutes must be 1 or more")
    found.tasks = sorted(set(found.tasks))
    return found


def machine():
    model = next((l.split(":", 1)[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} × {model}, {os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 1e9:.0f} GB, {platform.system()} {platform.release().split('-')[0]}"


def head(options, busy):
    said = subprocess.run(["prometheus", "--version"], capture_output=True, text=True, check=True)
    version = "Prometheus " + (said.stdout or said.stderr).split()[2]
    words = " ".join(["./sidelight bench scale", *(word for word in sys.argv[1:] if word != "--write")])
    yield "# Scale\n"
    yield report.prose(f"Measured on {datetime.date.today()}, {machine()}, {version}, by `{words}`. The load average before was {busy:.1f} on {os.cpu_count()} cores"
                       f"{': others were at work, and times are longer than on a quiet machine' if busy > os.cpu_count() / 2 else ''}.")
    yield report.prose(
        "One process answers for all tasks with the exposition that the built agent gave beside an emulated task of three containers, with names and "
        "moving values of each task's own: 20 services of unequal size in 3 clusters, some containers unhealthy, near their limit, or restarting. "
        f"One Prometheus scrapes all of them each {report.INTERVAL} s with gzip and evaluates the rules of `dashboards/prometheus/rules`, each group as often "
        f"as it says, else each {report.INTERVAL} s. Targets carry `cluster_name`, `service_name` and `task_id`, as from a discovery that knows them. "
        f"Each size has a Prometheus of its own and is measured for {options.minutes} min after the first scrapes. "
        "All is on one machine over loopback: the network, and the time that real sidecars take to answer, are left out.")


def main():
    options = arguments()
    prometheus.needed()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    busy = os.getloadavg()[0]
    folder = tempfile.mkdtemp(prefix="sidelight-scale")
    try:
        say("records one exposition of the built agent")
        text = record(folder)
        recording = os.path.join(folder, "recording.txt")
        open(recording, "w").write(text)
        found = []
        for tasks in options.tasks:
            if available() < tasks * PER_TASK:
                say(f"{tasks} tasks are left out: that needs {tasks * PER_TASK / 1e9:.1f} GB of free memory")
                continue
            found.append(measure(recording, folder, os.path.realpath(options.rules), tasks, options.minutes, report.INTERVAL))
        if not found:
            raise SystemExit("bench scale: nothing was measured")
        rules = "".join(open(file).read() for file in glob.glob(os.path.join(options.rules, "*.yml")))
        text = "\n".join([*head(options, busy), *report.measured(found), *report.projection(found), *report.shares(text, rules)])
    except KeyboardInterrupt:
        return 130
    finally:
        stop_all()
        shutil.rmtree(folder, ignore_errors=True)
    print(text)
    if options.write:
        write(text)
    return 0


def write(text):
    path = os.path.join(ROOT, "docs/scale.md")
    before = open(path).read() if os.path.exists(path) else ""
    open(path, "w").write(text + ("\n" + before[before.index(KEPT):] if KEPT in before else ""))


if __name__ == "__main__":
    sys.exit(main())
