"""The report's parts: each measures and prints what it found."""
import glob, os, statistics, zipfile

from measuring.counts import counts, jmh
from measuring.figures import START_SECONDS, burst, paced, quick_polls
from measuring.host import HOME, compiled, fail, say
from measuring.http import Sink
from measuring.probes import probes
from measuring.subjects import Endpoint, sidelight

ROWS = [("ready", "exec → first 200 on /metrics with data, ms", 0), ("idle_rss", "idle RSS, MB", 1), ("idle_pss", "idle PSS, MB", 1),
        ("idle_anon", "idle anonymous, MB", 1), ("idle_cpu", "idle CPU, % of a core (5 s polls)", 2), ("cpu_1000", "CPU per 1,000 scrapes, s", 3),
        ("p50", "scrape p50, 1 connection, ms", 3), ("p99", "scrape p99, 1 connection, ms", 3), ("per_second_8", "scrapes/s, 8 connections", 0),
        ("after_rss", "RSS after the scrapes, MB", 1), ("after_anon", "anonymous after the scrapes, MB", 1),
        ("start_cpu", f"CPU-seconds of the start: its first {START_SECONDS} s", 2), ("hourly_cpu", "CPU-seconds an hour, paced", 2),
        ("first_hour_cpu", "CPU-seconds of the first hour, estimated", 2), ("paced_rss", "RSS after the paced time, MB", 1),
        ("bytes", "exposition, bytes", 0)]
PUBLISHING = [("paced_ready", "exec → first 200 on /metrics with data, ms", 0), ("paced_rss", "RSS, MB", 1), ("paced_anon", "anonymous, MB", 1),
              ("start_cpu", f"CPU-seconds of the start: its first {START_SECONDS} s", 2), ("hourly_cpu", "CPU-seconds an hour, paced", 2)]


def said(found):
    return ", ".join(f"{key} {value:,.3g}" if value < 1000 else f"{key} {value:,.0f}" for key, value in found.items())


def bursts(subjects, where, folder, load, options, containers):
    """Medians by name, the programs in turn, in the other order every other time."""
    runs = {s.name: [] for s in subjects}
    for number in range(options.runs):
        for subject in subjects if number % 2 == 0 else reversed(subjects):
            say(f"{containers} containers, run {number + 1} of {options.runs}: {subject.name} …")
            runs[subject.name].append(burst(subject, where.uri, folder, load, options.scrapes, options.idle))
            say(f"  {said(runs[subject.name][-1])}")
    return {name: {key: statistics.median(run[key] for run in of) for key in of[0]} for name, of in runs.items()}


def tasks(report, subjects, folder, options):
    """A table for each size of a task, printed when it has been measured; gives all that was found."""
    load = compiled("load", folder) or say("There is no C compiler (cc): the row of 8 connections is left out.")
    report.section("A task's sidecar", f"Paced: polls each 5 s and a scrape each 15 s, for {options.paced} s after the first {START_SECONDS}, all "
                   f"programs side by side, one run. The first hour is estimated: the start, and the paced rate for the rest. A JVM "
                   f"still compiles in that time, so later hours cost less.")
    results = {}
    for containers in (1, 3, 10):
        with Endpoint(containers, folder) as where:
            results[containers] = bursts(subjects, where, folder, load, options, containers)
            say(f"{containers} containers, paced for {options.paced} s …")
            for name, found in paced(subjects, where.uri, folder, options.paced).items():
                say(f"  {name}: {said(found)}")
                results[containers][name].update(found)
        report.line(f"### {containers} container{'s' if containers > 1 else ''}\n")
        table(report, results[containers])
        report.line()
    return results


def table(report, found):
    names = list(found)
    report.columns("", *names, *[f"{names[0]} / {other}" for other in names[1:]])
    for key, title, digits in ROWS:
        values = [found[name].get(key) for name in names]
        if values[0] is not None:
            cells = ["" if v is None else f"{v:,.{digits}f}" for v in values]
            report.row(title, *cells, *["" if not v else f"{values[0] / v:.3f}" for v in values[1:]])


def growth(report, results, where, folder, options):
    say("polls each second …")
    quick = quick_polls(sidelight(), where.uri, folder, options.idle)
    ratio = results[10]["sidelight"]["cpu_1000"] / max(results[3]["sidelight"]["cpu_1000"], 1e-9)
    report.line(f"At 1 s polls the idle CPU is {quick * 100:.2f} % of a core: {quick * 1000:.2f} s for 1,000 polls. "
                f"CPU per 1,000 scrapes at 10 containers against 3: {ratio:.2f} ×.\n")
    report.line("An exporter that asks the endpoint at each scrape costs nothing between scrapes. Sidelight polls on its own clock, "
                "which its rates, its spikes and its verdicts need, and a sidecar that polls pays for it: that is the row of CPU-seconds an hour.")


def health_check(report, where, folder, options):
    spawn = compiled("spawn", folder)
    if not spawn:
        fail("the health check is measured with a program in C, and there is no compiler (cc)")
    say("probe …")
    report.section("The health check")
    report.columns("", "wall, ms", "CPU, ms", "RSS, MB")
    for name, (wall, spent, rss) in probes(sidelight(), where.uri, folder, spawn, 15 * options.runs).items():
        report.row(name, f"{wall:.1f}", f"{spent:.1f}", f"{rss:.1f}")


def is_aws(jar):
    with zipfile.ZipFile(jar) as entries:
        return any(name.startswith(("software/amazon/", "io/micrometer/cloudwatch2/")) for name in entries.namelist())


def publishing(report, where, folder, options):
    """The same agent, with and without CloudWatch, side by side."""
    say(f"CloudWatch off and on, paced for {options.paced} s …")
    with Sink() as sink:
        found = paced([sidelight("off"), sidelight("on", sink.variables())], where.uri, folder, options.paced)
        published = sink.publishes
    jars = sum(os.path.getsize(jar) for jar in glob.glob(os.path.join(HOME, "jars/*.jar")) if is_aws(jar))
    report.section("CloudWatch off and on", f"3 containers, a publish each minute and one at the end ({published} in all), a scrape each 15 s, {options.paced} s after the first "
                   f"{START_SECONDS}, side by side. The jars of the AWS SDK and its registry are {jars / 1e6:.1f} MB of the image either way.")
    report.columns("", "off", "on", "on − off")
    for key, title, digits in PUBLISHING:
        off, on = found["off"][key], found["on"][key]
        report.row(title, f"{off:,.{digits}f}", f"{on:,.{digits}f}", f"{on - off:,.{digits}f}")


def steps(report):
    say("steps (JMH) …")
    found = jmh()
    report.section("Steps, µs each (JMH, C1 as in the agent)")
    report.columns("step", "1 container", "3", "10")
    for step in ("decode", "measure", "decide", "render", "scrape"):
        report.row(step, *[f"{found[step, c]:,.2f}" for c in (1, 3, 10)])


def counted(report, where, folder):
    report.section("Counts", "Held by `./sidelight bench --check`.")
    report.columns("", "")
    for name, value in counts(where.uri, folder).items():
        report.row(name.replace("_", " "), f"{value:,}")
