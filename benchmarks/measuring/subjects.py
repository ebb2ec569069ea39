"""What is measured, and the task beside it."""
import json, os, re, time

from measuring.host import HOME, JAVA, ROOT, fail, free_port, is_free, start, stop, wait
from measuring.http import answers


class Endpoint:
    """The project's emulator with so many idle containers."""

    def __init__(self, containers, folder):
        definition = {"family": "bench", "networkMode": "bridge", "requiresCompatibilities": ["EC2"], "containerDefinitions": [
            {"name": f"c{i}", "image": "busybox", "command": ["sleep", "100000"], "memory": 64} for i in range(containers)]}
        path = os.path.join(folder, f"task-{containers}.json")
        with open(path, "w") as file:
            json.dump(definition, file)
        log = os.path.join(folder, f"emulator-{containers}.log")
        self.process = start([os.path.join(ROOT, "sidelight"), "emulate", "--task-definition", path], log)

        def address():
            if self.process.poll() is not None:
                fail(f"the emulator ended with {self.process.returncode}: {open(log).read()[-500:]}")
            return re.search(r"^ECS_CONTAINER_METADATA_URI_V4=(\S+)", open(log).read(), re.M)
        self.uri = wait(address, 120, f"the emulator; see {log}").group(1)
        time.sleep(3)  # until each container has been sampled twice

    def __enter__(self):
        return self

    def __exit__(self, *_):
        stop(self.process)


class Subject:
    """An exporter that is measured."""

    def __init__(self, name, command, port=None, variables=None):
        self.name, self.command, self.port, self.variables = name, command, port, variables or {}

    def run(self, uri, folder, interval="5s"):
        """Its process, its port and the ms until it first answered with data."""
        if self.port and not is_free(self.port):
            fail(f"port {self.port}, which {self.name} is to listen on, is taken by another program: stop that, or give another port "
                 f"(or 0, for a free one)")
        port = self.port or free_port()
        words = [w.replace("{metadata}", uri).replace("{port}", str(port)) for w in self.command]
        variables = {"ECS_CONTAINER_METADATA_URI_V4": uri, "SIDELIGHT_HTTP_HOST": "127.0.0.1", "SIDELIGHT_HTTP_PORT": str(port),
                     "SIDELIGHT_POLL_INTERVAL": interval, "PORT": str(port), **self.variables}
        log = os.path.join(folder, f"{self.name.replace(' ', '-')}.log")
        began = time.monotonic()
        process = start(words, log, variables)

        def ready():
            if process.poll() is not None:
                fail(f"{self.name} ended with {process.returncode}: {open(log).read()[-500:]}")
            return answers(port)
        wait(ready, 60, f"{self.name} to answer; see {log}")
        return process, port, (time.monotonic() - began) * 1000


def sidelight(name="sidelight", variables=None):
    return Subject(name, [JAVA, "@" + os.path.join(HOME, "agent")], None, variables)
