package dev.sidelight.task;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes snapshots for tests: a task of which only what a test is about need be said. */
final class Fixture {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Moment START = new Moment(NOON, 1_000_000_000_000L);

    private final String launchType;
    private final String mode;
    private final Map<String, StatsEntry> stats = new HashMap<>();
    private final Map<String, Container> containers = new HashMap<>();
    private Limits limits = Limits.NONE;
    private Moment at = START;

    private Fixture(String launchType, String mode) {
        this.launchType = launchType;
        this.mode = mode;
    }

    static Fixture fargate() {
        return new Fixture("FARGATE", "awsvpc");
    }

    static Fixture ec2(String mode) {
        return new Fixture("EC2", mode);
    }

    /** From here on, this many seconds after the start. */
    Fixture at(double seconds) {
        at = START.plus(Duration.ofNanos((long) (seconds * 1e9)));
        return this;
    }

    Fixture limits(double vcpus, double mib) {
        limits = new Limits(OptionalDouble.of(vcpus), OptionalDouble.of(mib));
        return this;
    }

    Fixture container(String id, String status) {
        return container(id, status, Limits.NONE);
    }

    Fixture container(String id, String status, Limits own) {
        containers.put(
                id,
                new Container(
                        id,
                        id,
                        id,
                        "",
                        "",
                        List.of(),
                        Map.of(),
                        "RUNNING",
                        status,
                        OptionalLong.empty(),
                        own,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "NORMAL",
                        "",
                        Map.of(),
                        "",
                        Optional.empty(),
                        List.of(network(mode)),
                        List.of(),
                        "",
                        Optional.empty()));
        return this;
    }

    Fixture stats(String id, Stats given) {
        stats.put(id, new StatsEntry.Present(given.build()));
        return this;
    }

    Fixture missing(String id, MissingStats reason) {
        stats.put(id, new StatsEntry.Missing(reason));
        return this;
    }

    TaskSnapshot snapshot() {
        return new TaskSnapshot(at, task(), Optional.of(new TaskSnapshot.Stats(at, stats)));
    }

    Task task() {
        return new Task(
                "",
                "",
                "",
                "",
                "",
                "",
                "",
                "RUNNING",
                "RUNNING",
                limits,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                launchType,
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.copyOf(containers.values()));
    }

    private static Container.Network network(String mode) {
        return new Container.Network(
                mode, List.of(), List.of(), OptionalInt.empty(), "", "", "", List.of(), List.of(), "", "", "");
    }

    /** Statistics at a second after noon. */
    static Stats read(double seconds) {
        return new Stats(instant(seconds));
    }

    static Instant instant(double seconds) {
        return NOON.plusNanos((long) (seconds * 1e9));
    }

    /** Statistics in the making. */
    static final class Stats {

        private final Instant read;
        private Optional<Instant> preread = Optional.empty();
        private Optional<Count> cpu = Optional.empty();
        private Optional<Count> precpu = Optional.empty();
        private Optional<Count> usage = Optional.empty();
        private Optional<Count> privateWorkingSet = Optional.empty();
        private final Map<String, Count> memory = new HashMap<>();
        private final Map<String, InterfaceCounters> networks = new HashMap<>();
        private Optional<ContainerStats.ReportedRate> reported = Optional.empty();

        private Stats(Instant read) {
            this.read = read;
        }

        Stats cpu(double seconds) {
            cpu = Optional.of(new Count((long) (seconds * 1e9)));
            return this;
        }

        Stats precpu(double at, double seconds) {
            preread = Optional.of(instant(at));
            precpu = Optional.of(new Count((long) (seconds * 1e9)));
            return this;
        }

        Stats memory(long bytes) {
            usage = Optional.of(new Count(bytes));
            return this;
        }

        Stats detail(String key, long bytes) {
            memory.put(key, new Count(bytes));
            return this;
        }

        Stats windows(long workingSet) {
            privateWorkingSet = Optional.of(new Count(workingSet));
            return this;
        }

        Stats network(String name, long received, long sent) {
            Optional<Count> none = Optional.of(new Count(0));
            networks.put(
                    name,
                    new InterfaceCounters(
                            Optional.of(new Count(received)),
                            none,
                            none,
                            none,
                            Optional.of(new Count(sent)),
                            none,
                            none,
                            none));
            return this;
        }

        Stats reported(double received, double sent) {
            reported =
                    Optional.of(new ContainerStats.ReportedRate(OptionalDouble.of(received), OptionalDouble.of(sent)));
            return this;
        }

        ContainerStats build() {
            return new ContainerStats(
                    read,
                    preread,
                    cpu(cpu),
                    cpu(precpu),
                    new ContainerStats.Memory(
                            usage,
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            memory,
                            Optional.empty(),
                            Optional.empty(),
                            privateWorkingSet),
                    new ContainerStats.Pids(Optional.empty(), Optional.empty()),
                    new ContainerStats.BlockIo(List.of(), List.of()),
                    new ContainerStats.Storage(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                    networks,
                    reported,
                    Optional.empty());
        }

        private static ContainerStats.Cpu cpu(Optional<Count> total) {
            return new ContainerStats.Cpu(
                    total,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    new ContainerStats.Throttling(Optional.empty(), Optional.empty(), Optional.empty()));
        }
    }
}
