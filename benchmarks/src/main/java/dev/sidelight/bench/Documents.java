package dev.sidelight.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The endpoint's answers for a task of so many containers, in the shape that EC2 gives them on cgroup v2. */
final class Documents {

    private static final String STARTED = "2026-11-21T00:00:00.123456789Z";

    private final int containers;

    Documents(int containers) {
        this.containers = containers;
    }

    byte[] task() {
        return ("""
                {"Cluster":"bench","TaskARN":"arn:aws:ecs:eu-west-1:123456789012:task/bench/0123456789abcdef0123456789abcdef",
                 "Family":"bench","Revision":"1","ServiceName":"bench","DesiredStatus":"RUNNING","KnownStatus":"RUNNING",
                 "Limits":{"CPU":2,"Memory":4096},"PullStartedAt":"%1$s","PullStoppedAt":"%1$s",
                 "AvailabilityZone":"eu-west-1a","LaunchType":"EC2","VPCID":"vpc-0123456789abcdef0",
                 "Containers":[""".formatted(STARTED) + each("""
                            {"DockerId":"%1$s","Name":"container-%2$d","DockerName":"ecs-bench-1-container-%2$d",
                             "Image":"registry.example/app:1.%2$d","ImageID":"sha256:%1$s","Labels":{
                             "com.amazonaws.ecs.cluster":"bench","com.amazonaws.ecs.container-name":"container-%2$d",
                             "com.amazonaws.ecs.task-definition-family":"bench","com.amazonaws.ecs.task-definition-version":"1"},
                             "DesiredStatus":"RUNNING","KnownStatus":"RUNNING","Limits":{"CPU":128,"Memory":256},
                             "CreatedAt":"2026-11-21T00:00:00.2Z","StartedAt":"2026-11-21T00:00:00.3Z","Type":"NORMAL",
                             "Health":{"status":"HEALTHY","statusSince":"2026-11-21T00:01:00Z"},
                             "Networks":[{"NetworkMode":"bridge","IPv4Addresses":["172.17.0.%2$d"]}]}""", 0) + "]}").getBytes(StandardCharsets.UTF_8);
    }

    /** The statistics of the poll of this number, five seconds after the one before. */
    byte[] stats(int poll) {
        return ("{" + each("""
                    "%1$s":{"read":"%3$s","preread":"%4$s","pids_stats":{"current":12,"limit":4096},
                    "blkio_stats":{"io_service_bytes_recursive":[{"major":259,"minor":0,"op":"read","value":%5$d},
                    {"major":259,"minor":0,"op":"write","value":%5$d}],"io_serviced_recursive":null},"num_procs":0,
                    "storage_stats":{},"cpu_stats":{"cpu_usage":{"total_usage":%5$d000000,"usage_in_kernelmode":%5$d00000,
                    "usage_in_usermode":%5$d00000},"system_cpu_usage":%5$d00000000,"online_cpus":2,
                    "throttling_data":{"periods":0,"throttled_periods":0,"throttled_time":0}},
                    "precpu_stats":{"cpu_usage":{"total_usage":1,"usage_in_kernelmode":0,"usage_in_usermode":1},
                    "system_cpu_usage":1,"online_cpus":2},
                    "memory_stats":{"usage":123456789,"limit":268435456,"stats":{"active_anon":100000000,"active_file":1736704,
                    "anon":114688,"file":1736704,"inactive_anon":0,"inactive_file":8192,"pgfault":326,"pgmajfault":0,
                    "shmem":0,"slab":0,"sock":0,"unevictable":0}},
                    "networks":{"eth0":{"rx_bytes":%5$d000,"rx_packets":%5$d,"rx_errors":0,"rx_dropped":0,
                    "tx_bytes":%5$d000,"tx_packets":%5$d,"tx_errors":0,"tx_dropped":0}},
                    "network_rate_stats":{"rx_bytes_per_sec":200.5,"tx_bytes_per_sec":200.5}}""", poll) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private String each(String template, int poll) {
        Instant read = Instant.parse("2026-11-21T01:00:00.5Z").plusSeconds(5L * poll);
        return IntStream.rangeClosed(1, containers)
                .mapToObj(i ->
                        template.formatted("%064x".formatted(i), i, read, read.minusSeconds(1), 1000L * (poll + 1) + i))
                .collect(Collectors.joining(","));
    }
}
