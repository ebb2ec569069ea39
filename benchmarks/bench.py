#!/usr/bin/env python3
"""Measures the built agent, and exporters beside it, in one session. Run by ./sidelight bench; bench --help."""
import argparse, datetime, glob, http.server, json, os, platform, re, shlex, shutil, signal, socket, statistics, subprocess, sys, tempfile, threading, time

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), ".."))
HOME = os.path.join(ROOT, "agent/target/sidelight")
BASELINE = os.path.join(ROOT, "benchmarks/baseline.json")
JAVA = [os.path.join(HOME, "bin/java")]
WORSE = 1.10
started = []


def say(text):
    print(text, file=sys.stderr, flush=True)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def start(command, variables, log):
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SIDELIGHT_", "ECS_", "JAVA_TOOL", "JDK_", "AWS_"))}
    process = subprocess.Popen(command, env={**env, **variables}, stdout=log, stderr=subprocess.STDOUT, cwd="/")
    started.append(process)
    return process


def stop(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def request(path, accept="*/*"):
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: {accept}\r\n\r\n".encode()


class Connection:
    """One that is kept open: sends a request, takes the whole answer."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, raw):
        self.socket.sendall(raw)
        data = self.take()
        while b"\r\n\r\n" not in data:
            data += self.take()
        head, _, body = data.partition(b"\r\n\r\n")
        status = int(head[9:12])
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        if length:
            missing, parts = int(length.group(1)) - len(body), [body]
            while missing > 0:
                more = self.socket.recv(min(missing, 1 << 18))
                if not more:
                    raise OSError("cut")
                parts.append(more)
                missing -= len(more)
            return status, b"".join(parts)
        while not body.endswith(b"0\r\n\r\n"):
            body += self.take()
        return status, body

    def take(self):
        data = self.socket.recv(65536)
        if not data:
            raise OSError("the connection ended inside an answer")
        return data

    def close(self):
        self.socket.close()


def cpu(pid):
    """Of the whole process, threads that have ended included, in seconds."""
    return time.clock_gettime((~pid << 3) | 2)


def memory(pid):
    text = open(f"/proc/{pid}/smaps_rollup").read()
    value = lambda name: int(re.search(rf"^{name}:\s+(\d+)", text, re.M).group(1)) / 1024 * 1.048576
    return {"rss": value("Rss"), "pss": value("Pss"), "anon": value("Anonymous")}


class Endpoint:
    """The project's emulator with so many idle containers."""

    def __init__(self, containers, folder):
        definition = {"family": "bench", "networkMode": "bridge", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
            {"name": f"c{i}", "image": "busybox", "command": ["sleep", "100000"], "memory": 64} for i in range(containers)]}
        path = os.path.join(folder, f"task-{containers}.json")
        json.dump(definition, open(path, "w"))
        self.log = os.path.join(folder, f"emulator-{containers}.log")
        self.process = subprocess.Popen([os.path.join(ROOT, "sidelight"), "emulate", "--task-definition", path],
                                        stdout=open(self.log, "w"), stderr=subprocess.STDOUT)
        started.append(self.process)
        self.uri = wait(lambda: re.search(r"^ECS_CONTAINER_METADATA_URI_V4=(\S+)", open(self.log).read(), re.M), 120, self.log).group(1)
        time.sleep(3)  # until each container has been sampled twice

    def close(self):
        stop(self.process)


def wait(condition, seconds, what):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.002)
    raise SystemExit(f"bench: gave up waiting for {what}")


class Subject:
    """An exporter that is measured."""

    def __init__(self, name, command, port, ours=False):
        self.name, self.command, self.port, self.ours = name, command, port, ours

    def run(self, uri, folder, interval="5s", more=None):
        port = self.port or free_port()
        words = [w.replace("{metadata}", uri).replace("{port}", str(port)) for w in self.command]
        variables = {"ECS_CONTAINER_METADATA_URI_V4": uri, "SIDELIGHT_HTTP_HOST": "127.0.0.1", "SIDELIGHT_HTTP_PORT": str(port),
                     "SIDELIGHT_POLL_INTERVAL": interval, "PORT": str(port), **(more or {})}
        log = os.path.join(folder, f"{self.name}.log")
        began = time.monotonic()
        process = start(words, variables, open(log, "w"))

        def answers():
            if process.poll() is not None:
                raise SystemExit(f"bench: {self.name} ended with {process.returncode}: {open(log).read()[-500:]}")
            try:
                connection = Connection(port)
                status, body = connection.get(request("/metrics"))
                connection.close()
                return status == 200 and (b"\necs_" in body or b" ecs_" in body)
            except (OSError, ValueError):
                return False
        wait(answers, 60, f"{self.name} to answer; see {log}")
        return process, port, (time.monotonic() - began) * 1000


def percentile(sorted_values, p):
    return sorted_values[min(len(sorted_values) - 1, int(p * len(sorted_values)))]


def scrape(port, count):
    connection, raw, times = Connection(port), request("/metrics"), []
    for _ in range(count):
        began = time.perf_counter()
        status, body = connection.get(raw)
        if status != 200 or b"ecs_" not in body:
            raise SystemExit(f"bench: a scrape was answered with {status} and {len(body)} bytes: {body[:200]}")
        times.append((time.perf_counter() - began) * 1000)
    connection.close()
    times.sort()
    return {"p50": percentile(times, 0.5), "p99": percentile(times, 0.99)}


LOADER = r"""
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>
/* connections seconds port: keeps one request in flight on each connection; prints how many answers there were */
static const char *q = "GET /metrics HTTP/1.1\r\nHost: bench\r\nAccept: */*\r\n\r\n";
static double now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec + t.tv_nsec / 1e9; }
struct c { int fd; long need; int n; char head[65536]; };
int main(int argc, char **argv) {
  int n = atoi(argv[1]); double end = now() + atof(argv[2]); struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[3])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct c *cs = calloc(n, sizeof *cs); struct pollfd *ps = calloc(n, sizeof *ps); long done = 0; static char sink[262144]; int one = 1;
  for (int i = 0; i < n; i++) { cs[i].fd = socket(AF_INET, SOCK_STREAM, 0); if (connect(cs[i].fd, (void *)&a, sizeof a)) return 1; setsockopt(cs[i].fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one); cs[i].need = -1; ps[i].fd = cs[i].fd; ps[i].events = POLLIN; write(cs[i].fd, q, strlen(q)); }
  while (now() < end) {
    poll(ps, n, 100);
    for (int i = 0; i < n; i++) {
      if (!(ps[i].revents & POLLIN)) continue;
      struct c *c = &cs[i];
      if (c->need < 0) {
        int r = read(c->fd, c->head + c->n, sizeof c->head - 1 - c->n); if (r <= 0) return 1; c->n += r; c->head[c->n] = 0;
        char *e = strstr(c->head, "\r\n\r\n"); if (!e) continue;
        char *l = strcasestr(c->head, "\r\ncontent-length:");
        if (l && l < e) c->need = atol(l + 17) - (c->n - (e + 4 - c->head));
        else { if (c->n >= 5 && !memcmp(c->head + c->n - 5, "0\r\n\r\n", 5)) c->need = 0; else { if (c->n > 60000) { memmove(c->head + 4, c->head + c->n - 5, 5); memcpy(c->head, "HTTP/1.1 200\r\n\r\n", 16); memmove(c->head + 16, c->head + 4, 5); c->n = 21; } continue; } }
      } else { int r = read(c->fd, sink, c->need < (long)sizeof sink ? c->need : (long)sizeof sink); if (r <= 0) return 1; c->need -= r; }
      if (c->need == 0) { if (memcmp(c->head + 9, "200", 3)) return 2; done++; c->need = -1; c->n = 0; write(c->fd, q, strlen(q)); }
    }
  }
  printf("%ld\n", done); return 0;
}
"""


def loader(folder):
    if not shutil.which("cc"):
        return None
    source, program = os.path.join(folder, "load.c"), os.path.join(folder, "load")
    open(source, "w").write("#define _GNU_SOURCE\n" + LOADER)
    subprocess.run(["cc", "-O1", "-w", "-o", program, source], check=True)
    return program


def measure(subject, uri, folder, load, scrapes, idle):
    process, port, ready = subject.run(uri, folder)
    scrape(port, 3)
    time.sleep(12)  # past the start, its garbage and the trimming of native memory
    result = {"ready": ready, **{f"idle_{k}": v for k, v in memory(process.pid).items()}}
    before, began = cpu(process.pid), time.monotonic()
    time.sleep(idle)
    spent = cpu(process.pid) - before
    result["idle_cpu"] = spent / (time.monotonic() - began) * 100
    before = cpu(process.pid)
    result.update(scrape(port, scrapes))
    result["cpu_1000"] = (cpu(process.pid) - before) / scrapes * 1000
    if load:
        result["per_second_8"] = int(subprocess.run([load, "8", "4", str(port)], capture_output=True, text=True, check=True, timeout=60).stdout) / 4
    time.sleep(6)
    result.update({f"after_{k}": v for k, v in memory(process.pid).items()})
    connection = Connection(port)
    body = connection.get(request("/metrics"))[1]
    connection.close()
    result["bytes"] = len(body)
    before = cpu(process.pid)
    for _ in range(4):
        time.sleep(6)  # a poll is between them, as between real scrapes
        scrape(port, 1)
    paced = cpu(process.pid) - before
    result["hourly_cpu"] = result["idle_cpu"] / 100 * 3600 + max(0, paced / 4 - result["idle_cpu"] / 100 * 6) * 240
    stop(process)
    return result


def measure_polls(subject, uri, folder, idle):
    process, port, _ = subject.run(uri, folder, interval="1s")
    time.sleep(8)
    before, began = cpu(process.pid), time.monotonic()
    time.sleep(idle)
    seconds = time.monotonic() - began
    spent = cpu(process.pid) - before
    stop(process)
    return {"cpu_1s": spent / seconds * 100, "cpu_1000_polls": spent / seconds * 1000}


def run_once(command, variables):
    began = time.perf_counter()
    pid = os.posix_spawn(command[0], command, {**os.environ, **variables},
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if status != 0:
        raise SystemExit(f"bench: {' '.join(command)} failed")
    return (time.perf_counter() - began) * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024 * 1.048576


def probes(ours, uri, folder, runs):
    process, port, _ = ours.run(uri, folder)
    url = f"http://127.0.0.1:{port}/health"
    commands = {"health-probe": JAVA + ["@" + os.path.join(HOME, "health-probe")]}
    for name, words in {"curl": ["-fsS", "-m", "3", "-o", "/dev/null", url], "wget": ["-q", "-T", "3", "-O", "/dev/null", url]}.items():
        if shutil.which(name):
            commands[name] = [shutil.which(name)] + words
    found = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(run_once(command, {"SIDELIGHT_HTTP_PORT": str(port)}))
    stop(process)
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in found.items()}


def size(path):
    return sum(os.lstat(os.path.join(d, f)).st_size for d, _, files in os.walk(path) for f in files)


def java25():
    return subprocess.run([os.path.join(ROOT, "distribution/java25"), "--home"], capture_output=True, text=True, check=True).stdout.strip() + "/bin/java"


def class_path():
    return glob.glob(os.path.join(ROOT, "benchmarks/target/benchmarks-*.jar"))[0] + ":" + open(os.path.join(ROOT, "benchmarks/target/classpath.txt")).read()


def counts(uri, folder):
    """What does not depend on the machine's mood."""
    said = subprocess.run([java25(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", class_path(), "dev.sidelight.bench.Allocation"],
                          capture_output=True, text=True, check=True).stdout
    found = json.loads(said.strip().splitlines()[-1])
    log = os.path.join(folder, "classes.txt")
    ours = Subject("counted", JAVA + [f"-Xlog:class+load:file={log}", "@" + os.path.join(HOME, "agent")], None, True)
    process, _, _ = ours.run(uri, folder)
    stop(process)
    found["loaded_classes"] = sum(1 for _ in open(log))
    found["loaded_classes_of_what_is_off"] = sum("software.amazon.awssdk" in line or "jdk.internal.net.http" in line for line in open(log))
    for name in ("agent", "health-probe"):
        found[f"{name}_cache_bytes"] = os.path.getsize(os.path.join(HOME, name + ".aot"))
    found["jars_bytes"] = size(os.path.join(HOME, "jars"))
    found["image_root_bytes"] = size(os.path.join(ROOT, "agent/target/image/root"))
    return found


def check(found):
    baseline = json.load(open(BASELINE))
    worse = 0
    for name, was in baseline.items():
        ratio = found[name] / was if was else (1 if not found[name] else 2)
        verdict = "WORSE" if ratio > WORSE else "ok"
        worse += verdict == "WORSE"
        print(f"{verdict:5} {name}: {found[name]} against {was} ({ratio:.2f})")
    if worse:
        print(f"{worse} counts are more than {WORSE - 1:.0%} above benchmarks/baseline.json. If that is meant: ./sidelight bench --renew")
    return 1 if worse else 0


ENGINE = """[containers]
default_ulimits=["nofile=1024:1024","nproc=1024:1024"]
[engine]
cgroup_manager="cgroupfs"
events_logger="file"
runtime="runc"
"""


class Sink(http.server.BaseHTTPRequestHandler):
    """CloudWatch's side of a publish that succeeds."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.publishes += 1
        self.send_response(200)
        for name, value in (("smithy-protocol", "rpc-v2-cbor"), ("Content-Type", "application/cbor"), ("Content-Length", "1")):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"\xa0")

    def log_message(self, *_):
        pass


def faults(pid):
    """Major page faults of the container so far, its health checks' among them."""
    for line in open(f"/proc/{pid}/cgroup"):
        _, kind, path = line.strip().split(":", 2)
        for stat in (f"/sys/fs/cgroup/memory{path}/memory.stat", f"/sys/fs/cgroup/unified{path}/memory.stat", f"/sys/fs/cgroup{path}/memory.stat"):
            if kind in ("memory", "") and os.path.exists(stat):
                return int(re.search(r"^(?:total_)?pgmajfault (\d+)", open(stat).read(), re.M).group(1))
    raise SystemExit("bench: the container's memory.stat is not where it was expected")


def limited(uri, folder, image, mebibytes, cloudwatch, minutes):
    """A real container with a hard limit and a quarter of a CPU, nothing of it in the page cache; scraped and probed as in a task."""
    config = os.path.join(folder, "containers.conf")
    open(config, "w").write(ENGINE)
    env = {**os.environ, "CONTAINERS_CONF": config}
    podman = lambda *words: subprocess.run(["podman", *words], env=env, capture_output=True, text=True, check=True).stdout.strip()
    port, name = free_port(), f"sidelight-bench-{os.getpid()}-{mebibytes}"
    variables = {"ECS_CONTAINER_METADATA_URI_V4": uri, "SIDELIGHT_HTTP_HOST": "127.0.0.1", "SIDELIGHT_HTTP_PORT": str(port)}
    sink = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Sink)
    sink.publishes = 0
    threading.Thread(target=sink.serve_forever, daemon=True).start()
    if cloudwatch:
        variables.update({"SIDELIGHT_CLOUDWATCH_ENABLED": "true", "SIDELIGHT_CLOUDWATCH_ENDPOINT": f"http://127.0.0.1:{sink.server_port}",
                          "AWS_REGION": "eu-west-1", "AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench"})
    subprocess.run(["sync"], check=True)
    open("/proc/sys/vm/drop_caches", "w").write("3")
    try:
        container = podman("create", "--name", name, "--network=host", f"--memory={mebibytes}m", f"--memory-swap={mebibytes}m", "--cpus=0.25",
                           "--read-only", "--read-only-tmpfs=false", "--cap-drop=all",
                           *[f"--env={k}={v}" for k, v in variables.items()], image)
        began = time.monotonic()
        podman("start", name)
        def answers():
            try:
                connection = Connection(port)
                found = connection.get(request("/metrics"))
                connection.close()
                return found[0] == 200 and b" ecs_" in found[1]
            except (OSError, ValueError):
                return False
        wait(answers, 120, "the container to answer")
        ready = time.monotonic() - began
        pid = int(podman("inspect", "--format", "{{.State.Pid}}", name))
        time.sleep(20)
        first, walls = faults(pid), []
        end, beat = time.monotonic() + minutes * 60, 0
        failed = 0
        while time.monotonic() < end:
            if podman("inspect", "--format", "{{.State.Running}}", name) != "true":
                return {"ready": ready, "probe": statistics.median(walls or [0]), "slowest": max(walls or [0]), "failed": failed,
                        "faults": 0, "rss": 0, "publishes": sink.publishes, "killed": True}
            if beat % 2 == 0:
                started_at = time.monotonic()
                ended = subprocess.run(["runc", "exec", container, "/opt/sidelight/bin/java", "@/opt/sidelight/health-probe"], capture_output=True, text=True)
                walls.append(time.monotonic() - started_at)
                if ended.returncode != 0:
                    failed += 1
                    say(f"a probe ended with {ended.returncode}: {ended.stdout}{ended.stderr}")
            if beat % 3 == 0:
                scrape(port, 1)
            beat += 1
            time.sleep(max(0, 5 - (time.monotonic() + minutes * 60 - end) % 5))
        found = {"ready": ready, "probe": statistics.median(walls), "slowest": max(walls), "failed": failed,
                 "faults": faults(pid) - first, "rss": memory(pid)["rss"], "publishes": sink.publishes}
        found["killed"] = podman("inspect", "--format", "{{.State.Running}} {{.State.OOMKilled}}", name) != "true false"
        return found
    finally:
        subprocess.run(["podman", "rm", "--force", "--ignore", "--time", "2", name], env=env, capture_output=True)
        sink.shutdown()


def limits(uri, folder, minutes, wanted):
    if os.geteuid() != 0 or not all(shutil.which(p) for p in ("podman", "runc", "buildah", "mmdebstrap")):
        raise SystemExit("bench limits needs root and Debian's podman, runc, buildah and mmdebstrap")
    base, image = "localhost/sidelight-base", "localhost/sidelight-bench:latest"
    subprocess.run([os.path.join(ROOT, ".ci/base-image.sh"), base], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([os.path.join(ROOT, "sidelight"), "image", "--base", base, "--tag", image], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    out = [f"\n## Under a hard limit\n\nThe image in a container: 0.25 CPU, no swap, page cache cold at the start, a scrape each 15 s, a health check "
           f"(`runc exec`) each 10 s, {minutes} minutes each.\n",
           "| limit | CloudWatch | ready, s | probe, median s | slowest | failed | major faults after the start | RSS, MB | killed |", "|---|---|---|---|---|---|---|---|---|"]
    for mebibytes, cloudwatch in wanted:
        say(f"{mebibytes} MiB, CloudWatch {'on' if cloudwatch else 'off'}, {minutes} minutes …")
        f = limited(uri, folder, image, mebibytes, cloudwatch, minutes)
        on = f"on, {f['publishes']} publishes" if cloudwatch else "off"
        out.append(f"| {mebibytes} MiB | {on} | {f['ready']:.2f} | {f['probe']:.2f} | {f['slowest']:.2f} | {f['failed']} | {f['faults']} | {f['rss']:.1f} | {'yes' if f['killed'] else 'no'} |")
    return out


ROWS = [("ready", "exec → first 200 on /metrics with data, ms", 0), ("idle_rss", "idle RSS, MB", 1), ("idle_pss", "idle PSS, MB", 1),
        ("idle_anon", "idle anonymous, MB", 1), ("idle_cpu", "idle CPU, % of a core (5 s polls)", 2), ("cpu_1000", "CPU per 1,000 scrapes, s", 3),
        ("p50", "scrape p50, 1 connection, ms", 3), ("p99", "scrape p99, 1 connection, ms", 3), ("per_second_8", "scrapes/s, 8 connections", 0),
        ("after_rss", "RSS after the scrapes, MB", 1), ("after_anon", "anonymous after the scrapes, MB", 1),
        ("hourly_cpu", "CPU-seconds an hour: idle, and 240 scrapes each after a poll", 2), ("bytes", "exposition, bytes", 0)]


def medians(runs):
    return {key: statistics.median(run[key] for run in runs if key in run) for key in runs[0]}


def table(results, out):
    names = list(results)
    for containers in sorted({c for by in results.values() for c in by}):
        out.append(f"\n### {containers} containers\n")
        out.append("| | " + " | ".join(names) + " |" + ("".join(f" {names[0]} / {n} |" for n in names[1:])))
        out.append("|---|" + "---|" * (len(names) * 2 - 1))
        for key, title, digits in ROWS:
            values = [results[n].get(containers, {}).get(key) for n in names]
            if values[0] is None:
                continue
            cells = ["" if v is None else f"{v:,.{digits}f}" for v in values]
            ratios = ["" if not v else f"{values[0] / v:.3f}" for v in values[1:]]
            out.append(f"| {title} | " + " | ".join(cells + ratios) + " |")


def jmh():
    log = tempfile.NamedTemporaryFile(suffix=".json", delete=False).name
    subprocess.run([java25(), "-cp", class_path(), "org.openjdk.jmh.Main", "-rf", "json", "-rff", log, "-v", "SILENT"], check=True, stdout=sys.stderr)
    found = json.load(open(log))
    os.unlink(log)
    return {(r["benchmark"].rsplit(".", 1)[1], int(r["params"]["containers"])): r["primaryMetric"]["score"] for r in found}


def machine():
    model = next((l.split(":", 1)[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} × {model}, {platform.system()} {platform.release().split('-')[0]}"


def arguments():
    parser = argparse.ArgumentParser(prog="./sidelight bench", description="Measures the built agent and prints one report in Markdown.")
    parser.add_argument("what", nargs="?", choices=["all", "probe", "limits"], default="all",
                        help="all (the default), the probe alone, or the image in containers with a hard limit (not in all: 40 minutes)")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=COMMAND@PORT",
                        help="another exporter, run in turn with ours. {metadata} and {port} in COMMAND stand for the endpoint's address and "
                             "PORT (0: a free one), as the variables ECS_CONTAINER_METADATA_URI_V4 and PORT do")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the median counts (3)")
    parser.add_argument("--scrapes", type=int, default=20000, help="scrapes a run (20000)")
    parser.add_argument("--idle", type=int, default=30, help="seconds of idling (30)")
    parser.add_argument("--minutes", type=int, default=10, help="minutes in each container with a limit (10)")
    parser.add_argument("--check", action="store_true", help="hold the counts against the committed baseline instead; exits 1 if one is worse by more than 10 %%")
    parser.add_argument("--renew", action="store_true", help="write that baseline")
    parser.add_argument("--write", action="store_true", help="write the report to docs/benchmarks.md, too")
    found = parser.parse_args()
    for number in ("runs", "scrapes", "idle", "minutes"):
        if getattr(found, number) < 1:
            parser.error(f"--{number} must be 1 or more")
    found.peers = []
    for peer in found.peer:
        parts = re.fullmatch(r"([\w.-]+)=(.+)@(\d+)", peer)
        if not parts:
            parser.error(f"--peer wants NAME=COMMAND@PORT, not: {peer}")
        words = shlex.split(parts.group(2))
        if not shutil.which(words[0]):
            parser.error(f"--peer {parts.group(1)}: there is no program {words[0]}")
        found.peers.append(Subject(parts.group(1), words, int(parts.group(3)) or None))
    return found


def main():
    options = arguments()
    os.environ["SIDELIGHT_NO_BUILD"] = "true"  # it was built before, and shall not change from here on
    os.environ["SIDELIGHT_IMAGE_TOOL"] = "podman"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    folder = tempfile.mkdtemp(prefix="sidelight-bench")
    try:
        return run(options, folder)
    finally:
        for process in started:
            stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def run(options, folder):
    ours = Subject("sidelight", JAVA + ["@" + os.path.join(HOME, "agent")], None, True)
    endpoint = Endpoint(3, folder)
    if options.check or options.renew:
        found = counts(endpoint.uri, folder)
        if options.renew:
            json.dump(found, open(BASELINE, "w"), indent=2)
            open(BASELINE, "a").write("\n")
            print(open(BASELINE).read(), end="")
            return 0
        return check(found)
    if options.what == "limits":
        print("\n".join(limits(endpoint.uri, folder, options.minutes, ((128, True), (96, True), (96, False), (80, False)))))
        return 0
    if options.what == "all":
        endpoint.close()
    out = ["# Benchmarks\n", f"Measured on {datetime.date.today()}, {machine()}, by",
           f"`./sidelight bench {' '.join(shlex.quote(re.sub(r'=[^ @]*/', '=', a)) for a in sys.argv[1:] if a != '--write')}`: medians of {options.runs} runs, the programs in turn, "
           "beside an emulated task of idle containers on the same machine.\n"]
    if options.what == "all":
        subjects = [ours] + options.peers
        load = loader(folder) or say("There is no C compiler (cc): the row of 8 connections is left out.")
        results = {s.name: {} for s in subjects}
        for containers in (1, 3, 10):
            where = Endpoint(containers, folder)
            runs = {s.name: [] for s in subjects}
            for number in range(options.runs):
                for subject in subjects if number % 2 == 0 else reversed(subjects):
                    say(f"{containers} containers, run {number + 1} of {options.runs}: {subject.name} …")
                    runs[subject.name].append(measure(subject, where.uri, folder, load, options.scrapes, options.idle))
            for name in runs:
                results[name][containers] = medians(runs[name])
            where.close()
        endpoint = Endpoint(3, folder)
        out.append("## A task's sidecar")
        table(results, out)
        say("polls each second …")
        polls = measure_polls(ours, endpoint.uri, folder, options.idle)
        growth = results["sidelight"][10]["cpu_1000"] / max(results["sidelight"][3]["cpu_1000"], 1e-9)
        out.append(f"\nAt 1 s polls the idle CPU is {polls['cpu_1s']:.2f} % of a core: {polls['cpu_1000_polls']:.2f} s for 1,000 polls. "
                   f"CPU per 1,000 scrapes at 10 containers against 3: {growth:.2f} ×.")
        out.append("\nAn exporter that asks the endpoint at each scrape costs nothing between scrapes. Sidelight polls on its own clock, "
                   "which its rates, its spikes and its verdicts need, and a sidecar that polls pays for it: that is the row of CPU-seconds an hour.")
    say("probe …")
    out.append("\n## The health check\n\n| | wall, ms | CPU, ms | RSS, MB |\n|---|---|---|---|")
    for name, (wall, spent, rss) in probes(ours, endpoint.uri, folder, 15 * options.runs).items():
        out.append(f"| {name} | {wall:.1f} | {spent:.1f} | {rss:.1f} |")
    if options.what == "all":
        say("steps (JMH) …")
        steps = jmh()
        out.append("\n## Steps, µs each (JMH, C1 as in the agent)\n\n| step | 1 container | 3 | 10 |\n|---|---|---|---|")
        for step in ("decode", "measure", "decide", "render", "scrape"):
            out.append(f"| {step} | " + " | ".join(f"{steps[step, c]:,.2f}" for c in (1, 3, 10)) + " |")
        out.append("\n## Counts\n\nHeld by `./sidelight bench --check`.\n\n| | |\n|---|---|")
        for name, value in counts(endpoint.uri, folder).items():
            out.append(f"| {name.replace('_', ' ')} | {value:,} |")
    report = "\n".join(out) + "\n"
    print(report)
    if options.write:
        kept = os.path.join(ROOT, "docs/benchmarks.md")
        text = open(kept).read() if os.path.exists(kept) else ""
        notes = text[text.index("## Notes"):] if "## Notes" in text else ""
        open(kept, "w").write(report + ("\n" + notes if notes else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
