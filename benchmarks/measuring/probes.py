"""What a health check costs, ours and others'."""
import os, shutil, statistics, subprocess

from measuring.host import HOME, JAVA, MB_PER_KIB, fail, stop


def once(spawn, command, variables):
    """Wall and CPU time in ms, memory in MB."""
    done = subprocess.run([spawn, *command], env={**os.environ, **variables}, capture_output=True, text=True)
    if done.returncode != 0:
        fail(f"{' '.join(command)} failed")
    wall, spent, kib = done.stdout.split()
    return float(wall), float(spent), int(kib) * MB_PER_KIB


def probes(subject, uri, folder, spawn, runs):
    """Medians by name, the programs in turn."""
    process, port, _ = subject.run(uri, folder)
    url = f"http://127.0.0.1:{port}/health"
    commands = {"health-probe": [JAVA, "@" + os.path.join(HOME, "health-probe")]}
    for name, words in {"curl": ["-fsS", "-m", "3", "-o", "/dev/null", url], "wget": ["-q", "-T", "3", "-O", "/dev/null", url]}.items():
        if shutil.which(name):
            commands[name] = [shutil.which(name)] + words
    found = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(once(spawn, command, {"SIDELIGHT_HTTP_PORT": str(port)}))
    stop(process)
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in found.items()}
