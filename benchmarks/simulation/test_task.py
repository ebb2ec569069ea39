"""python3 -B -m unittest discover benchmarks -t benchmarks: what the simulated tasks must hold."""
import os, unittest
from simulation.dashboard import queries
from simulation.recording import series
from simulation.report import DROPS, KINDS, line, projection
from simulation.rules import of_one
from simulation.serve import comments, replaced
from simulation.task import Task

RECORDED = """# TYPE ecs_container_cpu_limit_vcpus gauge
# HELP ecs_container_cpu_limit_vcpus CPU limit.
ecs_container_cpu_limit_vcpus{container_name="app"} 0.25
ecs_container_cpu_limit_vcpus{container_name="envoy"} 0.125
# TYPE ecs_container_cpu_usage_seconds counter
ecs_container_cpu_usage_seconds_total{container_name="app"} 0.02
ecs_container_cpu_usage_vcpus{container_name="app"} 0.01
ecs_container_cpu_usage_vcpus{container_name="envoy"} 0.01
ecs_container_memory_limit_bytes{container_name="app"} 5.36870912E8
ecs_container_metadata_info{container_arn="arn:aws:ecs:us-east-1:123456789012:container/cluster/d04e/35d8",container_name="app",image="123456789012.dkr.ecr.us-east-1.amazonaws.com/app:1.0.0"} 1
ecs_container_restarts_total{container_name="envoy"} 0.0
ecs_network_receive_bytes_total{interface="eth1"} 0.0
ecs_task_cpu_limit_vcpus 0.5
ecs_task_cpu_usage_vcpus 0.02
ecs_task_cpu_utilization_ratio 0.04
ecs_task_image_pull_start_timestamp_seconds 1.7952607125072138E9
ecs_task_metadata_info{cluster="arn:aws:ecs:us-east-1:123456789012:cluster/cluster",cluster_name="cluster",family="service",revision="1",service_name="service",task_arn="arn:aws:ecs:us-east-1:123456789012:task/cluster/d04e",task_id="d04e"} 1
process_start_time_seconds 1.795260715443E9
sidelight_last_poll_timestamp_seconds 1.7952607256099129E9
sidelight_polls_total{outcome="success",path="task"} 9.0
# EOF
"""
SAMPLES, COMMENTS = list(series(RECORDED)), comments(RECORDED)


def task(place, generation=0):
    return Task(SAMPLES, COMMENTS, place, generation)


def values(page):
    return {(name, tuple(sorted(labels.items()))): value for name, labels, value in series(page)}


class TaskTest(unittest.TestCase):
    def test_has_every_series_and_comment_of_the_recording(self):
        page = task(3).page(2e9)
        self.assertEqual([name for name, _, _ in series(page)], [name for name, _, _ in SAMPLES])
        self.assertEqual([l for l in page.splitlines() if l.startswith("#")], [l for l in RECORDED.splitlines() if l.startswith("#")])
        self.assertTrue(page.endswith("# EOF\n"))

    def test_counters_never_fall(self):
        for place in range(40):
            one, before = task(place), {}
            for second in range(0, 1500, 7):
                now = values(one.page(one.began + one.age + second))
                for key, value in now.items():
                    if key[0].endswith("_total"):
                        self.assertGreaterEqual(value, before.get(key, 0), (place, key))
                before = now

    def test_a_tasks_usage_is_the_sum_of_its_containers_and_its_ratio_of_its_limit(self):
        one = values(task(5).page(2e9))
        total = sum(value for (name, _), value in one.items() if name == "ecs_container_cpu_usage_vcpus")
        self.assertAlmostEqual(one["ecs_task_cpu_usage_vcpus", ()], total)
        self.assertAlmostEqual(one["ecs_task_cpu_utilization_ratio", ()], total / 0.5)

    def test_no_name_of_the_recorded_task_is_left(self):
        page = task(7).page(2e9)
        for left in ("d04e", 'cluster_name="cluster"', "/cluster/", 'service_name="service"', '"app"', "/app:"):
            self.assertNotIn(left, page)

    def test_a_replaced_task_has_another_id_and_each_fifth_the_same_address(self):
        self.assertNotEqual(task(10).id, task(10, 1).id)
        self.assertEqual(task(10).address, task(10, 1).address)
        self.assertNotEqual(task(11).address, task(11, 1).address)
        self.assertEqual(len({task(place).address for place in range(1000)}), 1000)

    def test_of_a_tenth_that_is_replaced_half_has_the_old_addresses(self):
        places = replaced(1000)
        self.assertEqual(len(places), 100)
        self.assertEqual(sum(task(place).address == task(place, 1).address for place in places), 50)

    def test_some_that_are_replaced_at_their_addresses_are_ill_before_and_after(self):
        ills = [(one.unhealthy, one.full, one.restarting) for place in (10, 30, 50) for one in (task(place), task(place, 1))]
        self.assertTrue({10, 30, 50} < set(replaced(100)))
        self.assertTrue(all(any(ill) for ill in ills), ills)
        self.assertEqual([any(kind) for kind in zip(*ills)], [True] * 3)

    def test_some_tasks_are_ill_and_most_are_not(self):
        ill = sum(one.unhealthy or one.full or one.restarting for one in map(task, range(1000)))
        self.assertTrue(10 < ill < 100, ill)


class RulesTest(unittest.TestCase):
    def test_what_others_take_is_no_cost_of_a_rule(self):
        now, busy = [0.0], [0.0]

        def ask():
            now[0] += 0.5  # of which most is waiting
            busy[0] += 0.5 * 0.2 + 0.01
        self.assertAlmostEqual(of_one(ask, 1, 0.2, lambda: now[0], lambda pid: busy[0]), 0.01)


class ReportTest(unittest.TestCase):
    def test_a_straight_line_is_found_again(self):
        base, slope = line([(100, 70.0), (500, 150.0), (1000, 250.0)])
        self.assertAlmostEqual(base, 50)
        self.assertAlmostEqual(slope, 0.2)
        self.assertEqual(line([(100, 50.0)]), (0.0, 0.5))

    def test_projection_is_of_cpu_time_and_names_the_group_nearest_to_its_interval(self):
        found = [{"tasks": tasks, "series": tasks * 160, "rss": tasks * 1e6, "cpu": tasks * 1e-4, "rate": tasks * 10, "gzip": 4500, "recorded": 300,
                  "groups": {"fast": (9.0, 99.0), "slow": (9.0, 99.0)}, "rules": {"fast": (tasks * 3e-5, 15), "slow": (tasks * 5e-5, 300)}} for tasks in (100, 500)]
        text = "\n".join(projection(found))
        self.assertIn("| CPU-seconds of an evaluation of fast, of all groups the nearest to its interval, 15 s | 0.3 | 3.0 |", text)
        self.assertIn("| the same as a share of the interval: beyond 50%, split the tasks | 2% | 20% |", text)

    def test_every_expression_compiles_and_none_is_twice(self):
        self.assertEqual(len({expression for _, expression, _ in DROPS}), len(DROPS))
        self.assertEqual(len({expression for expression, _ in KINDS}), len(KINDS))

    def test_no_variable_is_left_in_the_dashboards_queries(self):
        self.assertEqual([expression for _, expression, _ in queries() if "$" in expression.replace("%$", "")], [])


if __name__ == "__main__":
    unittest.main()
