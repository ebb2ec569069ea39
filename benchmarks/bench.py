#!/usr/bin/env python3
"""Measures the built agent, and exporters beside it, in one session. Run by ./sidelight bench; bench --help."""
import argparse, datetime, os, re, shlex, shutil, signal, sys, tempfile

sys.dont_write_bytecode = True
from measuring import chapters  # noqa: E402, after the line above
from measuring.counts import check, counts, renew
from measuring.host import model, stop_all
from measuring.limits import limits
from measuring.report import Report
from measuring.subjects import Endpoint, Subject, sidelight


def arguments():
    parser = argparse.ArgumentParser(
        prog="./sidelight bench", description="Measures the built agent and prints a report in Markdown, each line as it comes; progress goes to "
        "stderr. With all there is to measure it takes about an hour.")
    parser.add_argument("what", nargs="?", choices=["all", "probe", "cloudwatch", "limits"], default="all",
                        help="all (the default), the probe alone, CloudWatch off and on alone, or the image in containers with a hard limit "
                             "(not in all)")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND@PORT",
                        help="another exporter, run in turn with ours. {metadata} and {port} in COMMAND stand for the endpoint's address and "
                             "PORT (0: a free one), as the variables ECS_CONTAINER_METADATA_URI_V4 and PORT do")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median counts (3)")
    parser.add_argument("--scrapes", type=int, default=20000, help="scrapes a run (20000)")
    parser.add_argument("--idle", type=int, default=30, help="seconds of idling (30)")
    parser.add_argument("--paced", type=int, default=600, help="seconds of polls and scrapes as a task has them, after the start, for the "
                                                               "CPU-seconds an hour (600)")
    parser.add_argument("--minutes", type=int, default=10, help="minutes in the containers with a limit (10)")
    parser.add_argument("--check", action="store_true", help="hold the counts against the committed baseline instead; exits 1 if one is worse by more than 10 %%")
    parser.add_argument("--renew", action="store_true", help="write that baseline")
    parser.add_argument("--write", action="store_true", help="write what was measured to docs/benchmarks.md, too, in place of the sections of the same titles")
    found = parser.parse_args()
    for number in ("runs", "scrapes", "idle", "paced", "minutes"):
        if getattr(found, number) < 1:
            parser.error(f"--{number} must be 1 or more")
    found.peers = [subject(peer, parser) for peer in found.peer]
    return found


def subject(peer, parser):
    parts = re.fullmatch(r"([\w.-]+)=(.+)@(\d+)", peer)
    if not parts:
        parser.error(f"--peer wants NAME=COMMAND@PORT, not: {peer}")
    words = shlex.split(parts.group(2))
    if not shutil.which(words[0]):
        parser.error(f"--peer {parts.group(1)}: there is no program {words[0]}")
    return Subject(parts.group(1), words, int(parts.group(3)) or None)


def intro(options):
    words = [shlex.quote(re.sub(r"=[^ @]*/", "=", word)) for word in sys.argv[1:] if word != "--write"]
    runs = ""
    if options.what == "all":
        runs = f"{f'medians of {options.runs} runs' if options.runs > 1 else 'one run each'}, the programs in turn, "
    return (f"Measured on {datetime.date.today()}, {model()}, by\n`{' '.join(['./sidelight bench', *words])}`: {runs}"
            "beside an emulated task of idle containers on the same machine.")


def run(options, folder):
    if options.check or options.renew:
        with Endpoint(3, folder) as where:
            found = counts(where.uri, folder)
        return renew(found) if options.renew else check(found)
    report = Report(intro(options))
    results = {}
    if options.what == "all":
        report.head()
        results = chapters.tasks(report, [sidelight(), *options.peers], folder, options)
    with Endpoint(3, folder) as where:
        if options.what == "limits":
            limits(report, where.uri, folder, options.minutes)
        if options.what == "all":
            chapters.growth(report, results, where, folder, options)
        if options.what in ("all", "probe"):
            chapters.health_check(report, where, folder, options)
        if options.what in ("all", "cloudwatch"):
            chapters.publishing(report, where, folder, options)
        if options.what == "all":
            chapters.steps(report)
            chapters.counted(report, where, folder)
    if options.write:
        report.write()
    return 0


def main():
    options = arguments()
    os.environ["SIDELIGHT_NO_BUILD"] = "true"  # it was built before, and shall not change from here on
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp(prefix="sidelight-bench")
    try:
        return run(options, folder)
    finally:
        stop_all()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
