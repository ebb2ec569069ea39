"""The machine: processes that end with the run, what they use, programs in C, where the build lies."""
import os, platform, re, shutil, socket, subprocess, sys, time

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "../.."))
HOME = os.path.join(ROOT, "agent/target/sidelight")
JAVA = os.path.join(HOME, "bin/java")
MB_PER_KIB = 1.024e-3
OURS = ("SIDELIGHT_", "ECS_", "JAVA_TOOL", "JDK_", "AWS_")
_started = []


def say(text):
    print(text, file=sys.stderr, flush=True)


def fail(text):
    raise SystemExit(f"bench: {text}")


def start(command, log, variables=None):
    """Ends with the run. With variables it has no others of ours."""
    env = None if variables is None else {**{k: v for k, v in os.environ.items() if not k.startswith(OURS)}, **variables}
    process = subprocess.Popen(command, env=env, stdout=open(log, "w"), stderr=subprocess.STDOUT, cwd="/")
    _started.append(process)
    return process


def stop(process):
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def stop_all():
    for process in _started:
        stop(process)


def wait(condition, seconds, what):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.002)
    fail(f"gave up waiting for {what}")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def is_free(port):
    with socket.socket() as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # connections that have ended do not count
        try:
            s.bind(("", port))
            return True
        except OSError:
            return False


def cpu(pid):
    """Of the whole process, threads that have ended included, in seconds."""
    return time.clock_gettime((~pid << 3) | 2)


def memory(pid):
    """In MB."""
    text = open(f"/proc/{pid}/smaps_rollup").read()
    return {key: int(re.search(rf"^{name}:\s+(\d+)", text, re.M).group(1)) * MB_PER_KIB
            for key, name in (("rss", "Rss"), ("pss", "Pss"), ("anon", "Anonymous"))}


def compiled(name, folder):
    """The program of benchmarks/NAME.c, or nothing where there is no C compiler."""
    if not shutil.which("cc"):
        return None
    program = os.path.join(folder, name)
    subprocess.run(["cc", "-O1", "-o", program, os.path.join(ROOT, "benchmarks", name + ".c")], check=True)
    return program


def java25():
    found = subprocess.run([os.path.join(ROOT, "distribution/java25"), "--home"], capture_output=True, text=True, check=True)
    return found.stdout.strip() + "/bin/java"


def model():
    name = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} × {name}, {platform.system()} {platform.release().split('-')[0]}"
