"""Times, CPU and memory of a subject beside a task."""
import subprocess, time

from measuring.host import cpu, memory, say, stop
from measuring.http import scrape

SCRAPE_SECONDS = 15
START_SECONDS = 30
HOUR = 3600


def burst(subject, uri, folder, load, scrapes, idle):
    """Idle, then under as many scrapes as it can take."""
    process, port, ready = subject.run(uri, folder)
    scrape(port, 3)
    time.sleep(12)  # past the start, its garbage and the trimming of native memory
    found = {"ready": ready, **{f"idle_{k}": v for k, v in memory(process.pid).items()}, "idle_cpu": share(process, idle) * 100}
    before = cpu(process.pid)
    found.update(scrape(port, scrapes))
    found["cpu_1000"] = (cpu(process.pid) - before) / scrapes * 1000
    if load:
        done = subprocess.run([load, "8", "4", str(port)], capture_output=True, text=True, check=True, timeout=60)
        found["per_second_8"] = int(done.stdout) / 4
    time.sleep(6)
    found.update({f"after_{k}": v for k, v in memory(process.pid).items()})
    stop(process)
    return found


def share(process, seconds):
    """Of a core, that it uses when nobody asks."""
    before, began = cpu(process.pid), time.monotonic()
    time.sleep(seconds)
    return (cpu(process.pid) - before) / (time.monotonic() - began)


def quick_polls(subject, uri, folder, seconds):
    """The share of a core at a poll each second."""
    process, _, _ = subject.run(uri, folder, interval="1s")
    time.sleep(8)
    found = share(process, seconds)
    stop(process)
    return found


class Paced:
    """One of those that run side by side as a task runs them."""

    def __init__(self, subject, uri, folder):
        self.process, self.port, ready = subject.run(uri, folder)
        self.found = {"paced_ready": ready}
        scrape(self.port, 1)
        time.sleep(max(0, START_SECONDS - ready / 1000))
        self.found["start_cpu"] = self.before = cpu(self.process.pid)

    def begin(self):
        self.before = cpu(self.process.pid)

    def end(self, seconds):
        hourly = (cpu(self.process.pid) - self.before) / seconds * HOUR
        used = memory(self.process.pid)
        stop(self.process)
        return {**self.found, "hourly_cpu": hourly, "first_hour_cpu": self.found["start_cpu"] + hourly * (HOUR - START_SECONDS) / HOUR,
                "paced_rss": used["rss"], "paced_anon": used["anon"]}


def paced(subjects, uri, folder, seconds):
    """Started one after the other; then so many seconds together, polls each 5 s and a scrape each 15 s. By name."""
    running = {subject.name: Paced(subject, uri, folder) for subject in subjects}
    for one in running.values():
        one.begin()
    began, beat = time.monotonic(), 0
    while beat * SCRAPE_SECONDS < seconds:
        time.sleep(max(0, began + beat * SCRAPE_SECONDS - time.monotonic()))
        for one in running.values():
            scrape(one.port, 1)
        beat += 1
        if beat % 8 == 0:
            say(f"  {beat * SCRAPE_SECONDS} of {seconds} s …")
    time.sleep(max(0, began + seconds - time.monotonic()))
    return {name: one.end(time.monotonic() - began) for name, one in running.items()}
