"""One simulated task: the recorded exposition with names of its own and values that move."""
import hashlib, math, random, re, time

CLUSTERS = ("production", "staging", "batch")
SERVICES = ("checkout", "catalogue", "search", "basket", "payments", "accounts", "orders", "shipping", "inventory", "pricing",
            "recommendations", "reviews", "notifications", "mail", "reports", "invoices", "images", "sessions", "gateway", "admin")
WEIGHTS = [1 / (1 + number / 5) for number in range(len(SERVICES))]
STARTED = re.compile(r".*_timestamp_seconds|process_start_time_seconds")
NOW = {"sidelight_sample_timestamp_seconds", "sidelight_last_poll_timestamp_seconds"}
RATES = {"ecs_network_receive_bytes_total": 40_000, "ecs_network_transmit_bytes_total": 90_000, "ecs_network_receive_packets_total": 60,
         "ecs_network_transmit_packets_total": 80, "ecs_container_storage_write_bytes_total": 3_000, "ecs_container_storage_read_bytes_total": 700,
         "ecs_container_memory_major_page_faults_total": 0.02, "process_cpu_seconds_total": 0.002,
         "sidelight_poll_duration_seconds_count": 0.2, "sidelight_poll_duration_seconds_sum": 0.0008,
         "sidelight_scrape_duration_seconds_count": 1 / 15, "sidelight_scrape_duration_seconds_sum": 0.00002,
         "jvm_gc_collection_seconds_count": 0.01, "jvm_gc_collection_seconds_sum": 0.00002}
WHOLE = re.compile(r".*_(bytes_total|packets_total|faults_total|count)")
SHARES = {"cpu_usage_seconds_total": 1, "cpu_user_seconds_total": 0.8, "cpu_system_seconds_total": 0.2}


class Task:
    """Of the fleet's so-many-th place, in its so-many-th generation: a replaced task has a new id, and in each fifth place the old address."""

    def __init__(self, samples, comments, place, generation=0):
        self.random = random.Random(f"{place}/{generation}")
        self.place = place
        self.service = random.Random(place).choices(SERVICES, WEIGHTS)[0]
        self.cluster = CLUSTERS[SERVICES.index(self.service) % len(CLUSTERS)]
        self.id = hashlib.md5(f"{place}/{generation}".encode()).hexdigest()
        reused = place % 5 == 0
        self.address = f"10.{0 if reused else generation}.{place // 250}.{place % 250 + 1}:9779"
        self.age = self.random.uniform(600, 14 * 86400) if generation == 0 else 60
        self.began = time.time() - self.age
        chance = self.random.random()
        # In three places each task is ill, whatever its generation: alerts are then about two tasks of one address.
        self.unhealthy, self.full, self.restarting = (low <= chance < high or place % 100 == always
                                                      for low, high, always in ((0, 0.02, 10), (0.02, 0.03, 30), (0.03, 0.04, 50)))
        self.busy, self.filled = self.random.betavariate(2, 5), self.random.betavariate(4, 5)
        self.phase = self.random.uniform(0, 600)
        old = next(labels["task_id"] for name, labels, _ in samples if name == "ecs_task_metadata_info")
        self.limits = {(name, labels.get("container_name")): value for name, labels, value in samples if "_limit_" in name}
        self.pull = next(value for name, _, value in samples if name == "ecs_task_image_pull_start_timestamp_seconds")
        self.parts, still = [], ""
        for before, (name, labels, value) in zip(comments, samples):
            text, moving = self.line(name, labels, value, old)
            still += before + text
            if moving:
                self.parts.append((still, moving))
                still = ""
            still += "\n"
        self.end = still + "# EOF\n"

    def targets(self):
        return {"instance": self.address, "cluster_name": self.cluster, "service_name": self.service, "task_id": self.id}

    def line(self, name, labels, value, old):
        """The text before the value, and the value: a number that stays, or a function of the time."""
        own = {"family": self.service, "service_name": self.service, "cluster_name": self.cluster, "revision": str(40 + self.place % 2)}
        text = ",".join(f'{key}="{self.renamed(key, own.get(key, said), old)}"' for key, said in labels.items())
        moving = self.value(name, labels, value)
        prefix = f"{name}{{{text}}} " if text else f"{name} "
        return (prefix, moving) if callable(moving) else (f"{prefix}{moving!r}", None)

    def renamed(self, key, said, old):
        said = said.replace(old, self.id)
        if key == "container_name":
            return self.service if said == "app" else said
        if key == "image":
            return said.replace("/app:1.0.0", f"/{self.service}:2.{self.place % 2}.0")
        return re.sub(r":(cluster|task|container)/cluster", rf":\1/{self.cluster}", said) if "arn" in said else said

    def value(self, name, labels, value):
        container = labels.get("container_name")
        if name in NOW:
            return lambda now: now
        if STARTED.fullmatch(name):
            return value - self.pull + self.began
        if name in RATES:
            rate = RATES[name] * self.random.uniform(0.5, 2)
            count = lambda now: rate * (now - self.began + 9 * math.sin((now + self.phase) / 60) + 10)
            return (lambda now: float(int(count(now)))) if WHOLE.fullmatch(name) else count
        if name.endswith("_bytes_per_second"):
            rate = RATES["ecs_network_receive_bytes_total" if "receive" in name else "ecs_network_transmit_bytes_total"]
            return lambda now: rate * (1 + 0.3 * math.sin((now + self.phase) / 60))
        if name == "sidelight_polls_total" and labels["outcome"] == "success":
            return lambda now: float(int((now - self.began) / 5))
        if name == "sidelight_polls_total" and labels["outcome"] == "timeout":
            return (lambda now: float(int((now - self.began) / 50))) if self.place % 100 == 7 else 0.0
        if name == "ecs_container_restarts_total":
            return (lambda now: float(int((now - self.began) / 90))) if self.restarting else 0.0
        if self.unhealthy and container == "app":
            given = {"ecs_container_health_status": labels.get("status"), "sidelight_container_verdict": labels.get("verdict")}.get(name)
            if given:
                return 1.0 if given == "unhealthy" else 0.0
            if name == "sidelight_rule_failing":
                return 1.0 if labels["rule"] == "reportedHealth" else 0.0
        if name == "ecs_container_start_delay_seconds" or name == "ecs_task_image_pull_duration_seconds":
            return self.random.uniform(0.5, 40)
        return self.usage(name, container, value)

    def usage(self, name, container, value):
        """CPU and memory: a container's, or the sum over the task's, that agree with one another."""
        kind = name.removeprefix("ecs_container_").removeprefix("ecs_task_")
        if kind in SHARES:
            return lambda now: SHARES[kind] * self.seconds(container, now)
        if kind == "cpu_usage_vcpus":
            return lambda now: self.vcpus(container, now)
        if kind == "cpu_utilization_ratio":
            return lambda now: self.vcpus(container, now) / self.limits[name.replace("utilization_ratio", "limit_vcpus"), container]
        if kind == "memory_working_set_bytes":
            return lambda now: self.bytes(container, now)
        if kind == "memory_usage_bytes":
            return lambda now: float(int(self.bytes(container, now) * 1.2))
        if kind == "memory_utilization_ratio":
            return lambda now: self.bytes(container, now) / self.limits[name.replace("utilization_ratio", "limit_bytes"), container]
        if name in ("process_resident_memory_bytes", "jvm_memory_used_bytes") and value > 0:
            return lambda now: float(int(value * (1 + 0.05 * math.sin((now + self.phase) / 20))))
        return value

    def containers(self, key):
        return [container for name, container in self.limits if name == key]

    def vcpus(self, container, now):
        if container is None:
            return sum(self.vcpus(one, now) for one in self.containers("ecs_container_cpu_limit_vcpus"))
        return self.busy * (1 + 0.4 * math.sin((now + self.phase) / 90)) * self.limits["ecs_container_cpu_limit_vcpus", container]

    def seconds(self, container, now):
        """The integral of vcpus, which never falls."""
        passed = now - self.began + 36 * (1 - math.cos((now + self.phase) / 90))
        return self.busy * passed * self.limits["ecs_container_cpu_limit_vcpus", container]

    def bytes(self, container, now):
        if container is None:
            return sum(self.bytes(one, now) for one in self.containers("ecs_container_memory_limit_bytes"))
        part = 0.95 if self.full and container == "app" else self.filled * (1 + 0.1 * math.sin((now + self.phase) / 120))
        return float(int(part * self.limits["ecs_container_memory_limit_bytes", container]))

    def page(self, now):
        """As OpenMetrics."""
        return "".join([text + repr(moving(now)) for text, moving in self.parts]) + self.end
