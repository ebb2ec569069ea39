"""A real Prometheus in a temporary folder, with the shipped rules and one job."""
import glob, json, os, re, shutil, time, urllib.parse, urllib.request
from simulation.processes import fail, free_port, start, wait

CONFIG = """global:
  scrape_interval: {interval}s
  evaluation_interval: {interval}s
rule_files: ["{rules}/*.yml"]
scrape_configs:
  - job_name: sidelight
    file_sd_configs:
      - files: ["{targets}"]
        refresh_interval: 5s
    metric_relabel_configs:
      - regex: exported_cluster_name|exported_service_name|exported_task_id
        action: labeldrop
"""


def needed():
    if not shutil.which("prometheus"):
        fail("needs prometheus on the PATH (Debian: apt-get install prometheus)")


class Prometheus:
    def __init__(self, folder, rules, targets, interval):
        if not glob.glob(os.path.join(rules, "*.yml")):
            fail(f"there are no rules (*.yml) in {rules}")
        os.makedirs(folder)
        config, self.log = os.path.join(folder, "prometheus.yml"), os.path.join(folder, "prometheus.log")
        open(config, "w").write(CONFIG.format(interval=interval, rules=rules, targets=targets))
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.process = start(["prometheus", f"--config.file={config}", f"--storage.tsdb.path={folder}/data", "--log.level=warn",
                              f"--web.listen-address=127.0.0.1:{port}"], stdout=open(self.log, "w"), stderr=open(self.log, "a"))
        wait(self.ready, 60, "Prometheus", self.process, self.log)

    def ready(self):
        try:
            return self.ask("/-/ready")
        except OSError:
            return None

    def get(self, path, **parameters):
        try:
            return self.ask(path, **parameters)
        except OSError as e:
            said = open(self.log).read()[-800:].strip()
            return fail(f"Prometheus {'has ended' if self.process.poll() is not None else f'did not answer {path} ({e})'}: {said}")

    def ask(self, path, **parameters):
        query = "?" + urllib.parse.urlencode(parameters) if parameters else ""
        with urllib.request.urlopen(self.base + path + query, timeout=120) as answer:
            return answer.read()

    def own(self):
        """Its metrics about itself, by name and labels."""
        found = re.findall(r"^([^\s#{]+(?:\{.*\})?) (\S+)$", self.get("/metrics").decode(), re.M)
        return {name: float(value) for name, value in found}

    def query(self, expression):
        """Labels and value, or values, of each series of the result."""
        result = json.loads(self.get("/api/v1/query", query=expression))["data"]["result"]
        return [(one["metric"], [float(v) for _, v in one["values"]] if "values" in one else float(one["value"][1])) for one in result]

    def groups(self):
        """Name, interval in seconds and expressions of each group of rules."""
        found = json.loads(self.get("/api/v1/rules"))["data"]["groups"]
        return [(one["name"], one["interval"], [rule["query"] for rule in one["rules"]]) for one in found]

    def number(self, expression):
        found = self.query(expression)
        return found[0][1] if found else 0.0

    def timed(self, expression, minutes):
        """Milliseconds that an answer takes, and its series; over a range where minutes are given."""
        parameters, path, now = {"query": expression}, "/api/v1/query", time.time()
        if minutes:
            parameters.update(start=now - 60 * minutes, end=now, step=15)
            path += "_range"
        began = time.perf_counter()
        body = self.get(path, **parameters)
        spent = (time.perf_counter() - began) * 1000
        return spent, len(json.loads(body)["data"]["result"])
