"""Starting, watching and ending what a measurement needs."""
import os, signal, socket, subprocess, sys, time

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
started = []


def say(text):
    print(text, file=sys.stderr, flush=True)


def fail(text):
    raise SystemExit(f"bench scale: {text}")


def start(command, variables=None, **options):
    """In a session of its own, so that a Ctrl-C reaches only this program, which ends the others in order."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SIDELIGHT_", "ECS_", "JAVA_TOOL", "JDK_", "AWS_"))}
    process = subprocess.Popen(command, env={**env, **(variables or {})}, start_new_session=True, **options)
    started.append(process)
    return process


def stop(process):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process in started:
        started.remove(process)


def stop_all():
    for process in reversed(started.copy()):
        stop(process)


def wait(condition, seconds, what, process=None, log=None):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        if process and process.poll() is not None:
            break
        time.sleep(0.05)
    said = f": {open(log).read()[-800:].strip()}" if log else ""
    return fail(f"gave up waiting for {what}{said}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def cpu(pid):
    """Of the whole process, threads that have ended included, in seconds."""
    return time.clock_gettime((~pid << 3) | 2)


def resident(pid):
    """Resident memory in bytes."""
    return next(int(line.split()[1]) * 1024 for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS"))


def available():
    """Memory that the machine can still give, in bytes."""
    return next(int(line.split()[1]) * 1024 for line in open("/proc/meminfo") if line.startswith("MemAvailable"))
