"""What does not depend on the machine's mood, held against a baseline; and the steps of a poll, by JMH."""
import glob, json, os, subprocess, sys, tempfile

from measuring.host import HOME, JAVA, ROOT, java25, stop
from measuring.subjects import Subject

BASELINE = os.path.join(ROOT, "benchmarks/baseline.json")
WORSE = 1.10


def class_path():
    jar = glob.glob(os.path.join(ROOT, "benchmarks/target/benchmarks-*.jar"))[0]
    return jar + ":" + open(os.path.join(ROOT, "benchmarks/target/classpath.txt")).read()


def size(path):
    return sum(os.lstat(os.path.join(d, f)).st_size for d, _, files in os.walk(path) for f in files)


def counts(uri, folder):
    flags = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow",
             "-Djava.util.logging.config.file=/dev/null"]  # verdicts, which nobody reads here
    said = subprocess.run([java25(), *flags, "-cp", class_path(), "dev.sidelight.bench.Allocation"], stdout=subprocess.PIPE, text=True, check=True).stdout
    found = json.loads(said.strip().splitlines()[-1])
    log = os.path.join(folder, "classes.txt")
    process, _, _ = Subject("counted", [JAVA, f"-Xlog:class+load:file={log}", "@" + os.path.join(HOME, "agent")]).run(uri, folder)
    stop(process)
    loaded = open(log).read().splitlines()
    found["loaded_classes"] = len(loaded)
    found["loaded_classes_of_what_is_off"] = sum("software.amazon.awssdk" in line or "jdk.internal.net.http" in line for line in loaded)
    for name in ("agent", "health-probe"):
        found[f"{name}_cache_bytes"] = os.path.getsize(os.path.join(HOME, name + ".aot"))
    found["jars_bytes"] = size(os.path.join(HOME, "jars"))
    found["image_root_bytes"] = size(os.path.join(ROOT, "agent/target/image/root"))
    return found


def check(found):
    """The exit code."""
    worse = 0
    for name, was in json.load(open(BASELINE)).items():
        ratio = found[name] / was if was else (1 if not found[name] else 2)
        verdict = "WORSE" if ratio > WORSE else "ok"
        worse += verdict == "WORSE"
        print(f"{verdict:5} {name}: {found[name]} against {was} ({ratio:.2f})")
    if worse:
        print(f"{worse} counts are more than {WORSE - 1:.0%} above benchmarks/baseline.json. If that is meant: ./sidelight bench --renew")
    return 1 if worse else 0


def renew(found):
    text = json.dumps(found, indent=2) + "\n"
    with open(BASELINE, "w") as file:
        file.write(text)
    print(text, end="")
    return 0


def jmh():
    """µs by step and number of containers."""
    with tempfile.NamedTemporaryFile(suffix=".json") as log:
        subprocess.run([java25(), "-cp", class_path(), "org.openjdk.jmh.Main", "-rf", "json", "-rff", log.name, "-v", "SILENT"],
                       check=True, stdout=sys.stderr)
        found = json.load(open(log.name))
    return {(r["benchmark"].rsplit(".", 1)[1], int(r["params"]["containers"])): r["primaryMetric"]["score"] for r in found}
