#!/usr/bin/env python3
"""Swap test: every series that ecs_exporter serves for a recording is served by ours, with the same labels and value.

  swap.py --agent CMD --recordings DIR     (DIR holds the cases and peer/ecs_exporter-{fargate,ec2}.txt)

Two corrections are known: the page cache on cgroup v2 (0 there), and bridge interfaces, where it serves one container's
and we serve each container's, with its name.
"""
import argparse, importlib.util, json, os, pathlib, re, shlex, subprocess, sys, time, urllib.request

a = argparse.ArgumentParser()
a.add_argument("--agent", required=True)
a.add_argument("--recordings", required=True, type=pathlib.Path)
args = a.parse_args()
spec = importlib.util.spec_from_file_location("run", args.recordings / "run.py")
sys.dont_write_bytecode = True
run = importlib.util.module_from_spec(spec)
spec.loader.exec_module(run)


def ours(case):
    server = run.http.server.ThreadingHTTPServer(("127.0.0.1", 0), run.Endpoint)
    server.state = {"files": {n: (case / f"01-{n}.json").read_bytes() for n in ("task", "stats")}, "served": {"task": 0, "stats": 0}}
    run.threading.Thread(target=server.serve_forever, daemon=True).start()
    port = run.free_port()
    env = dict(os.environ, ECS_CONTAINER_METADATA_URI_V4=f"http://127.0.0.1:{server.server_port}/v4/conformance",
               SIDELIGHT_HTTP_HOST="127.0.0.1", SIDELIGHT_HTTP_PORT=str(port), SIDELIGHT_POLL_INTERVAL="1s")
    agent = subprocess.Popen(shlex.split(args.agent), env=env, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5)
                return run.parse(run.fetch(port)[1].decode())
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the agent did not become healthy")
    finally:
        agent.terminate()
        agent.wait(10)
        server.shutdown()


failed = passed = 0
for name, case, cgroup2 in (("fargate", "fargate-awsvpc-cgroup1", False), ("ec2", "ec2-bridge-cgroup2", True)):
    mine = ours(args.recordings / case)
    names = {c["DockerId"]: c["Name"] for c in json.loads((args.recordings / case / "01-task.json").read_text())["Containers"]}
    stats = {names[i]: s for i, s in json.loads((args.recordings / case / "01-stats.json").read_text()).items() if s}
    for metric, labels, value in run.parse((args.recordings / "peer" / f"ecs_exporter-{name}.txt").read_text()):
        if not metric.startswith("ecs_"):
            continue
        same = [v for n, l, v in mine if n == metric and all(l.get(k, "") == w for k, w in labels.items())]
        if cgroup2 and "page_cache" in metric:
            file = stats[labels["container_name"]]["memory_stats"]["stats"]["file"]
            ok = same == [file] and value == 0
        else:
            ok = any(abs(v - value) <= 1e-9 * max(1, abs(value)) for v in same)
        passed += ok
        failed += not ok
        if not ok:
            print(f"FAIL {name}: {metric}{labels} is {value} at ecs_exporter, here {same}")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed or not passed else 0)
