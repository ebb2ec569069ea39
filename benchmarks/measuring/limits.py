"""The image in real containers with a hard limit."""
import concurrent.futures, contextlib, os, re, shutil, statistics, subprocess, time

from measuring.host import ROOT, fail, free_port, memory, say, wait
from measuring.http import Sink, answers, scrape

BASE, IMAGE = "localhost/sidelight-base", "localhost/sidelight-bench:latest"
LIMITS = ((128, True), (96, True), (96, False), (80, False))  # MiB, CloudWatch
BEAT_SECONDS = 5
SETTLE_SECONDS = 20
ENGINE = """[containers]
default_ulimits=["nofile=1024:1024","nproc=1024:1024"]
[engine]
cgroup_manager="cgroupfs"
events_logger="file"
runtime="runc"
"""


def prepare(folder):
    """Builds the image."""
    if os.geteuid() != 0 or not all(shutil.which(p) for p in ("podman", "runc", "buildah", "mmdebstrap")):
        fail("limits needs root and Debian's podman, runc, buildah and mmdebstrap")
    config = os.path.join(folder, "containers.conf")
    with open(config, "w") as file:
        file.write(ENGINE)
    os.environ["CONTAINERS_CONF"] = config
    os.environ["SIDELIGHT_IMAGE_TOOL"] = "podman"
    for command in ([os.path.join(ROOT, ".ci/base-image.sh"), BASE], [os.path.join(ROOT, "sidelight"), "image", "--base", BASE, "--tag", IMAGE]):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            fail(f"{' '.join(command)} failed: {done.stderr[-2000:]}")


def podman(*words):
    return subprocess.run(["podman", *words], capture_output=True, text=True, check=True).stdout.strip()


def faults(pid):
    """Major page faults of the container so far, its health checks' among them."""
    for line in open(f"/proc/{pid}/cgroup"):
        _, kind, path = line.strip().split(":", 2)
        for stat in (f"/sys/fs/cgroup/memory{path}/memory.stat", f"/sys/fs/cgroup/unified{path}/memory.stat", f"/sys/fs/cgroup{path}/memory.stat"):
            if kind in ("memory", "") and os.path.exists(stat):
                return int(re.search(r"^(?:total_)?pgmajfault (\d+)", open(stat).read(), re.M).group(1))
    fail("the container's memory.stat is not where it was expected")


class Limited:
    """A container with a quarter of a CPU, nothing of it in the page cache; scraped and probed as in a task."""

    def __init__(self, mebibytes, variables, port):
        self.name, self.port, self.ready = f"sidelight-bench-{os.getpid()}-{port}", port, 0
        self.walls, self.failed = [], 0
        subprocess.run(["sync"], check=True)
        with open("/proc/sys/vm/drop_caches", "w") as caches:
            caches.write("3")
        self.container = podman("create", "--name", self.name, "--network=host", f"--memory={mebibytes}m", f"--memory-swap={mebibytes}m",
                                "--cpus=0.25", "--read-only", "--read-only-tmpfs=false", "--cap-drop=all",
                                *[f"--env={k}={v}" for k, v in variables.items()], IMAGE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["podman", "rm", "--force", "--ignore", "--time", "2", self.name], capture_output=True)

    def start(self):
        """The seconds until it answered with data."""
        began = time.monotonic()
        podman("start", self.name)
        wait(lambda: answers(self.port), 120, "the container to answer")
        return time.monotonic() - began

    def state(self):
        return podman("inspect", "--format", "{{.State.Running}} {{.State.OOMKilled}}", self.name)

    def pid(self):
        return int(podman("inspect", "--format", "{{.State.Pid}}", self.name))

    def probe(self):
        began = time.monotonic()
        ended = subprocess.run(["runc", "exec", self.container, "/opt/sidelight/bin/java", "@/opt/sidelight/health-probe"],
                               capture_output=True, text=True)
        self.walls.append(time.monotonic() - began)
        if ended.returncode != 0:
            self.failed += 1
            say(f"a probe ended with {ended.returncode}: {ended.stdout}{ended.stderr}")

    def live(self, minutes):
        """False when it was killed meanwhile."""
        began, beat = time.monotonic(), 0
        while time.monotonic() < began + minutes * 60:
            if not self.state().startswith("true"):
                return False
            if beat % 2 == 0:
                self.probe()
            if beat % 3 == 0:
                scrape(self.port, 1)
            beat += 1
            if beat % 24 == 0:
                say(f"  {self.name}: {beat * BEAT_SECONDS // 60} of {minutes} minutes …")
            time.sleep(max(0, BEAT_SECONDS - (time.monotonic() - began) % BEAT_SECONDS))
        return self.state() == "true false"


def started(uri, mebibytes, cloudwatch, sink):
    """A container that answers, and what it took."""
    port = free_port()
    variables = {"ECS_CONTAINER_METADATA_URI_V4": uri, "SIDELIGHT_HTTP_HOST": "127.0.0.1", "SIDELIGHT_HTTP_PORT": str(port)}
    container = Limited(mebibytes, {**variables, **(sink.variables() if cloudwatch else {})}, port)
    container.ready = container.start()
    return container


def row(limit, container, minutes, sink):
    """What became of it after these minutes."""
    mebibytes, cloudwatch = limit
    pid = container.pid()
    first = faults(pid)
    lived = container.live(minutes)
    more, rss = (faults(pid) - first, memory(pid)["rss"]) if lived else (0, 0)
    walls = container.walls or [0]
    return (f"{mebibytes} MiB", f"on, {sink.publishes} publishes" if cloudwatch else "off", f"{container.ready:.2f}", f"{statistics.median(walls):.2f}",
            f"{max(walls):.2f}", container.failed, more, f"{rss:.1f}", "no" if lived else "yes")


def limits(report, uri, folder, minutes):
    """All of them side by side, each started alone: a quarter of a CPU each leaves half of two cores."""
    prepare(folder)
    report.section("Under a hard limit", f"The image in containers side by side: 0.25 CPU each, no swap, page cache cold at each start, a scrape each 15 s, "
                   f"a health check (`runc exec`) each 10 s, {minutes} minutes after the last start.")
    report.columns("limit", "CloudWatch", "ready, s", "probe, median s", "slowest", "failed", "major faults after the start", "RSS, MB", "killed")
    with contextlib.ExitStack() as running:
        containers = {}
        for limit in LIMITS:
            say(f"{limit[0]} MiB, CloudWatch {'on' if limit[1] else 'off'}: starting …")
            sink = running.enter_context(Sink())
            containers[limit] = running.enter_context(started(uri, *limit, sink)), sink
        time.sleep(SETTLE_SECONDS)
        with concurrent.futures.ThreadPoolExecutor(len(LIMITS)) as pool:
            rows = [pool.submit(row, limit, container, minutes, sink) for limit, (container, sink) in containers.items()]
            for ended in rows:
                report.row(*ended.result())
