package dev.sidelight.acceptance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.emulator.Emulator;
import dev.sidelight.emulator.endpoint.Addresses;
import dev.sidelight.emulator.replay.Recording;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A task replayed second by second, for what cannot be done to live processes: their host's clock, disk and network fall
 * ill, and one container has no statistics. It is of the built-in recording, with storage operations and process counts as
 * on EC2 with cgroup v1.
 */
final class RecordedTask implements AutoCloseable {

    static final String MUTE = "mute";
    private static final int STEPS = 300;
    private static final Duration STEP = Duration.ofSeconds(1);

    private final Emulator emulator;
    private final Thread clock;

    private RecordedTask(Emulator emulator) {
        this.emulator = emulator;
        this.clock = Thread.ofVirtual().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(STEP.toNanos());
                emulator.advance();
            }
        });
    }

    /** All is well with it. */
    static RecordedTask well(String id, String service) throws IOException {
        return of(steps(id, service, false, 0));
    }

    /** It is ill until {@link #heal}. */
    static RecordedTask ill(String id, String service) throws IOException {
        List<Recording.Step> steps = steps(id, service, true, 0);
        steps.addAll(steps(id, service, false, STEPS));
        return of(steps);
    }

    private static RecordedTask of(List<Recording.Step> steps) throws IOException {
        return new RecordedTask(Emulator.replay(new Recording(steps), false, Addresses.LOOPBACK));
    }

    Emulator emulator() {
        return emulator;
    }

    /** Skips what is left of the illness. */
    void heal() {
        for (int step = 0; step < STEPS; step++) {
            emulator.advance();
        }
    }

    private static List<Recording.Step> steps(String id, String service, boolean ill, int begin) throws IOException {
        Recording.Step built = Recording.builtIn().steps().getFirst();
        Instant first = Instant.now().plusSeconds(begin);
        List<Recording.Step> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            int at = begin + i;
            ObjectNode task = task(built.task().deepCopy(), id, service, ill);
            ObjectNode stats = stats(built.stats().deepCopy(), at, first.plusSeconds(i), ill ? i : STEPS);
            add(task, stats, ill);
            steps.add(new Recording.Step(task, stats));
        }
        return steps;
    }

    private static ObjectNode task(ObjectNode task, String id, String service, boolean ill) {
        task.put("TaskARN", "arn:aws:ecs:us-east-1:123456789012:task/emulated/" + id)
                .put("ServiceName", service)
                .putObject("EphemeralStorageMetrics")
                .put("Utilized", ill ? 20_000 : 1_000)
                .put("Reserved", 20_496);
        task.putObject("ClockDrift")
                .put("ClockErrorBound", ill ? 90_000.0 : 0.5)
                .put("ReferenceTimestamp", "2026-01-01T00:00:00Z")
                .put("ClockSynchronizationStatus", ill ? "NOT_SYNCHRONIZED" : "SYNCHRONIZED");
        return task;
    }

    private static ObjectNode stats(ObjectNode all, int at, Instant read, int errors) {
        ObjectNode stats = (ObjectNode) all.elements().next();
        stats.put("read", read.toString()).put("preread", read.minusSeconds(1).toString());
        stats.putObject("pids_stats").put("current", 12).put("limit", 100);
        ObjectNode storage = (ObjectNode) stats.path("blkio_stats");
        ArrayNode operations = storage.putArray("io_serviced_recursive");
        operations
                .addObject()
                .put("major", 259)
                .put("minor", 0)
                .put("op", "Read")
                .put("value", 10 * at);
        operations
                .addObject()
                .put("major", 259)
                .put("minor", 0)
                .put("op", "Write")
                .put("value", 5 * at);
        ((ObjectNode) stats.path("networks").path("eth1"))
                .put("rx_bytes", 100_000L + 10_000L * at)
                .put("rx_packets", 100 + 10 * at)
                .put("rx_errors", errors)
                .put("tx_dropped", errors)
                .put("tx_packets", 100 + 10 * at);
        return all;
    }

    /** A second container; without statistics while the task is ill. */
    private static void add(ObjectNode task, ObjectNode stats, boolean ill) {
        ObjectNode web = (ObjectNode) task.path("Containers").path(0);
        String id = web.path("DockerId").asText().replaceAll("-.*", "-9876543210");
        ObjectNode mute = web.deepCopy()
                .put("Name", MUTE)
                .put("DockerName", MUTE)
                .put("DockerId", id)
                .put("ContainerARN", web.path("ContainerARN").asText().replace("/web", "/" + MUTE));
        task.withArray("Containers").add(mute);
        if (ill) {
            stats.putNull(id);
        } else {
            ObjectNode copy = ((ObjectNode) stats.elements().next()).deepCopy();
            stats.set(id, copy.put("name", MUTE).put("id", id));
        }
    }

    @Override
    public void close() {
        clock.interrupt();
        emulator.close();
    }
}
