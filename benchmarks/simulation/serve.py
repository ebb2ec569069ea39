"""Serves a fleet: serve.py RECORDING TARGETS TASKS. Prints its port; a line on stdin replaces a tenth of the tasks; ends when stdin does."""
import asyncio, json, os, re, sys, time, zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
from simulation.recording import series
from simulation.task import Task

EVERY = 10  # seconds between what the sidecar renders: Fargate samples its statistics no more often
HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"


def comments(text):
    """What stands before each sample: HELP, TYPE and UNIT, each line with its end."""
    found, before = [], []
    for line in text.splitlines():
        if line.startswith("#"):
            before.append(line + "\n")
        else:
            found.append("".join(before))
            before = []
    return found


def replaced(count):
    """The places of a tenth, half of whose new tasks have new addresses and half the old ones."""
    return [place for place in range(count) if place % 20 in (3, 10)]


class Fleet:
    """All tasks, with what each would answer now, plain and gzipped."""

    def __init__(self, text, targets, count):
        self.samples, self.comments, self.file = list(series(text)), comments(text), targets
        self.generation, self.port = 0, 0
        self.tasks = [Task(self.samples, self.comments, place) for place in range(count)]
        self.pages = [b""] * count
        for place in range(count):
            self.render(place)

    def render(self, place):
        plain = self.tasks[place].page(time.time()).encode()
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
        gzip = packer.compress(plain) + packer.flush()
        self.pages[place] = tuple(f"{HEAD}{more}Content-Length: {len(body)}\r\n\r\n".encode() + body
                                  for body, more in ((plain, ""), (gzip, "Content-Encoding: gzip\r\n")))

    def replace_a_tenth(self):
        self.generation += 1
        for place in replaced(len(self.tasks)):
            self.tasks[place] = Task(self.samples, self.comments, place, self.generation)
            self.render(place)
        self.publish()

    def publish(self):
        groups = [{"targets": [f"127.0.0.1:{self.port}"], "labels": {"__metrics_path__": f"/{task.place}/metrics", **task.targets()}}
                  for task in self.tasks]
        with open(self.file + ".new", "w") as new:
            json.dump(groups, new)
        os.replace(self.file + ".new", self.file)

    async def poll(self):
        while True:
            began = time.monotonic()
            for place in range(len(self.tasks)):
                self.render(place)
                await asyncio.sleep(max(0, began + EVERY * (place + 1) / len(self.tasks) - time.monotonic()))


class Answer(asyncio.Protocol):
    def __init__(self, fleet):
        self.fleet, self.data = fleet, b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.data += data
        while b"\r\n\r\n" in self.data:
            head, _, self.data = self.data.partition(b"\r\n\r\n")
            asked = re.match(rb"GET /(\d+)/metrics ", head)
            if asked and int(asked.group(1)) < len(self.fleet.pages):
                gzip = re.search(rb"(?i)\r\naccept-encoding:[^\r]*gzip", head)
                self.transport.write(self.fleet.pages[int(asked.group(1))][1 if gzip else 0])
            else:
                self.transport.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")


async def main(recording, targets, count):
    fleet = Fleet(open(recording).read(), targets, int(count))
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Answer(fleet), "127.0.0.1", 0, backlog=4096)
    fleet.port = server.sockets[0].getsockname()[1]
    fleet.publish()
    polling = asyncio.create_task(fleet.poll())
    print(fleet.port, flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        fleet.replace_a_tenth()
        print("replaced", flush=True)
    polling.cancel()


if __name__ == "__main__":
    try:
        asyncio.run(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
