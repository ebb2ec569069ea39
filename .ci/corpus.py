#!/usr/bin/env python3
"""Holds the linter against task definitions whose mistakes are known, and says precision and recall of each rule.

  corpus.py FOLDER --lint COMMAND...     (COMMAND takes "--format json FILE...", such as: ./sidelight lint)

FOLDER holds one of two kinds of corpora, or subfolders "broken" and "real" with them:
  NAME.json beside NAME.expected.json: a list of {pointer, rule_number, severity}, which is exactly what is to be found
  expected.json: by file, lists of the same under hard, run_errors and warnings (to be found), doubtful (neither right nor
  wrong), posture and info (may be found), and parse_error where the file cannot be read

Ends non-zero when a finding of the first kind is missed or too many, or is for a file that has no list; and, of the
second, when a hard or run error or a warning is missed or found with another severity than its rule has there, when an
error is found that is not expected, or when a file is read that should not be.
"""
import argparse, collections, json, pathlib, subprocess, sys

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("--lint", nargs=argparse.REMAINDER, required=True)
arguments.add_argument("--extras", action="store_true", help="lists warnings of the second kind that nobody expects, too")
args = arguments.parse_args()

# Rules of practice that the lists of the second kind do not cover.
NOT_JUDGED = {21, 28, 29, 37, 38, 44, 45, 59, 60, 68, 77, 79, 83, 90, *range(94, 104)}
LETTER = {"error": "E", "warning": "W", "info": "I"}
# What severity may be found for what is listed under a kind: posture is warned of or mentioned.
SEVERITIES = {"hard": "E", "run_errors": "EW", "warnings": "W", "posture": "WI", "info": "I"}


def lint(files):
    """What is found, by file, and the names of the files that cannot be read."""
    run = subprocess.run([*args.lint, "--format", "json", *map(str, files)], capture_output=True, text=True)
    if run.returncode not in (0, 1, 2) or "Exception" in run.stderr or "\tat " in run.stderr:
        sys.exit(f"{args.lint} ended with {run.returncode}:\n{run.stderr}")
    found = collections.defaultdict(list)
    for one in json.loads(run.stdout or "[]"):
        found[one["file"]].append((int(one["rule"][2:]), one["pointer"], LETTER[one["severity"]]))
    unread = {str(file) for file in files if f"{file}: " in run.stderr}
    return found, unread


class Count:
    def __init__(self):
        self.right = collections.Counter()
        self.missed = collections.Counter()
        self.false = collections.Counter()
        self.failures = []

    def miss(self, file, rule, pointer, kind=""):
        self.missed[rule] += 1
        self.failures.append(f"MISSED {kind + ' ' if kind else ''}SL{rule:03} {file}: {pointer}")

    def differ(self, file, rule, pointer, severity, expected):
        self.failures.append(f"SEVERITY {severity}, not {'/'.join(expected)}: SL{rule:03} {file}: {pointer}")

    def alarm(self, file, rule, pointer, severity):
        self.false[rule] += 1
        self.failures.append(f"FALSE {severity} SL{rule:03} {file}: {pointer}")

    def show(self, title):
        print(f"{title}\n{'rule':>6} {'right':>6} {'missed':>7} {'false':>6} {'precision':>10} {'recall':>7}")
        rules = sorted({*self.right, *self.missed, *self.false})
        for name, chosen in [*((f"SL{r:03}", [r]) for r in rules), ("all", rules)]:
            right, missed, false = (sum(c[r] for r in chosen) for c in (self.right, self.missed, self.false))
            share = lambda of: f"{right / (right + of):.3f}" if right + of else "-"
            print(f"{name:>6} {right:>6} {missed:>7} {false:>6} {share(false):>10} {share(missed):>7}")
        for failure in self.failures:
            print(failure)
        print()
        return len(self.failures)


def broken(folder):
    files = sorted(f for f in folder.iterdir() if f.suffix in (".json", ".yaml", ".yml", ".template") and not f.name.endswith("expected.json"))
    found, unread = lint(files)
    count = Count()
    for file in files:
        if str(file) in unread:
            count.failures.append(f"UNREAD {file}")
        expected = json.loads(file.with_suffix(".expected.json").read_text())
        wanted = collections.Counter((e["rule_number"], e["pointer"], e["severity"]) for e in expected)
        got = collections.Counter(found[str(file)])
        for rule, pointer, severity in (wanted & got).elements():
            count.right[rule] += 1
        for rule, pointer, severity in (wanted - got).elements():
            count.miss(file.name, rule, pointer, severity)
        for rule, pointer, severity in (got - wanted).elements():
            count.alarm(file.name, rule, pointer, severity)
    # A list whose file is gone, or a finding in what was not asked for, must not pass unseen.
    for orphan in sorted(set(folder.glob("*.expected.json")) - {file.with_suffix(".expected.json") for file in files}):
        count.failures.append(f"ORPHAN {orphan.name}: there is no file beside it")
    for file in sorted(set(found) - {str(file) for file in files}):
        for rule, pointer, severity in found[file]:
            count.alarm(file, rule, pointer, severity)
    return count.show(f"{folder}: {len(files)} files")


def real(folder):
    expected = json.loads((folder / "expected.json").read_text())
    found, unread = lint([folder / name for name in expected])
    count, extras = Count(), []
    for name, known in expected.items():
        file = str(folder / name)
        if ("parse_error" in known) != (file in unread):
            count.failures.append(f"{'READ' if 'parse_error' in known else 'UNREAD'} {name}")
            continue
        got = {(rule, pointer): severity for rule, pointer, severity in found[file]}
        allowed = set()
        for kind in ("hard", "run_errors", "warnings", "posture", "info", "doubtful"):
            for entry in known.get(kind, []):
                key = entry["rule_number"], entry["pointer"]
                allowed.add(key)
                if kind == "doubtful" or key[0] in NOT_JUDGED:
                    continue
                if key in got:
                    count.right[key[0]] += 1
                    expected_severity = entry.get("severity") or SEVERITIES[kind]
                    if got[key] not in expected_severity:
                        count.differ(name, *key, got[key], expected_severity)
                elif kind in ("posture", "info"):
                    count.missed[key[0]] += 1
                    extras.append(f"unsaid {kind} SL{key[0]:03} {name}: {key[1]}")
                else:
                    count.miss(name, *key, kind)
        for (rule, pointer), severity in got.items():
            if (rule, pointer) in allowed or rule in NOT_JUDGED or rule > 103:
                continue
            if severity == "E":
                count.alarm(name, rule, pointer, severity)
            else:
                count.false[rule] += 1
                extras.append(f"unexpected {severity} SL{rule:03} {name}: {pointer}")
    failures = count.show(f"{folder}: {len(expected)} files")
    if args.extras or extras:
        print(f"{len(extras)} differences in warnings, posture and information, which do not fail:")
        for extra in sorted(extras)[: None if args.extras else 40]:
            print("  " + extra)
        print()
    return failures


failures = judged = 0
for folder in (args.folder, args.folder / "broken", args.folder / "real"):
    if (folder / "expected.json").exists():
        failures += real(folder)
        judged += 1
    elif any(folder.glob("*.expected.json")):
        failures += broken(folder)
        judged += 1
if judged == 0:
    sys.exit(f"{args.folder} holds no expected.json and no NAME.expected.json")
print("right" if failures == 0 else f"{failures} failures")
sys.exit(failures > 0)
