"""One real exposition, of the built agent beside an emulated task: the pattern of all simulated ones."""
import json, os, re, urllib.error, urllib.request
from simulation.processes import ROOT, fail, free_port, start, stop, wait

ACCEPT = "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"
REGISTRY = "123456789012.dkr.ecr.us-east-1.amazonaws.com"
CHECK = {"command": ["CMD-SHELL", "true"], "interval": 5}
LOGS = {"logDriver": "awslogs"}
DEFINITION = {
    "family": "service", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "512", "memory": "1024",
    "containerDefinitions": [
        {"name": "app", "image": f"{REGISTRY}/app:1.0.0", "cpu": 256, "memory": 512, "healthCheck": CHECK, "logConfiguration": LOGS,
         "command": ["sh", "-c", "while :; do echo x > f; cat f > /dev/null; sleep 1; done"]},
        {"name": "envoy", "image": f"{REGISTRY}/envoy:1.31", "cpu": 128, "memory": 128, "restartPolicy": {"enabled": True},
         "logConfiguration": LOGS, "command": ["sleep", "100000"]},
        {"name": "sidelight", "image": f"{REGISTRY}/sidelight:0.1.0", "cpu": 64, "memory": 128, "essential": False,
         "healthCheck": CHECK, "logConfiguration": LOGS, "command": ["sleep", "100000"]}]}
COMPLETE = ('sidelight_container_verdict{container_name="app",verdict="healthy"} 1.0', "\necs_network_receive_bytes_per_second{",
            "\necs_container_cpu_utilization_ratio{", "\necs_task_cpu_utilization_ratio ", "# EOF")


def page(url, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as answer:
        return answer.read()


def record(folder):
    """The exposition as OpenMetrics, which Prometheus asks for."""
    definition, log = os.path.join(folder, "task.json"), os.path.join(folder, "emulator.log")
    json.dump(DEFINITION, open(definition, "w"))
    emulator = start([os.path.join(ROOT, "sidelight"), "emulate", "--task-definition", definition, "--sample-every", "1s",
                      "--cluster", "cluster", "--service", "service"],
                     {"SIDELIGHT_NO_BUILD": "true"}, stdout=open(log, "w"), stderr=open(log, "a"))
    uri = wait(lambda: re.search(r"^ECS_CONTAINER_METADATA_URI_V4=(\S+)", open(log).read(), re.M), 120, "the emulator", emulator, log).group(1)
    port, log = free_port(), os.path.join(folder, "agent.log")
    agent = start([os.path.join(ROOT, "agent/target/sidelight/bin/agent")],
                  {"ECS_CONTAINER_METADATA_URI_V4": uri, "SIDELIGHT_HTTP_HOST": "127.0.0.1", "SIDELIGHT_HTTP_PORT": str(port),
                   "SIDELIGHT_POLL_INTERVAL": "1s"}, stdout=open(log, "w"), stderr=open(log, "a"))

    def whole():
        try:
            text = page(f"http://127.0.0.1:{port}/metrics", Accept=ACCEPT).decode()
        except (OSError, urllib.error.URLError):
            return None
        return text if all(part in text for part in COMPLETE) else None
    text = wait(whole, 120, "a whole exposition of the agent", agent, log)
    stop(agent)
    stop(emulator)
    return text or fail("the agent served nothing")


def series(text):
    """Name, labels, value of each sample."""
    for line in text.splitlines():
        found = re.fullmatch(r'([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)', line)
        if found:
            yield found.group(1), dict(re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', found.group(2) or "")), float(found.group(3))
