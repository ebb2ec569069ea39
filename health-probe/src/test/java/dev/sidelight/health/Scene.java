package dev.sidelight.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.endpoint.DecodeException;
import dev.sidelight.endpoint.Decoder;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.TaskSnapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A task as the endpoint would tell it, changed by hand from poll to poll. */
final class Scene {

    static final Moment START = new Moment(Instant.parse("2026-05-04T10:00:00Z"), 3);
    static final double LIMIT_MIB = 512;

    private final Decoder decoder = new Decoder();
    private final Map<String, Actor> actors = new LinkedHashMap<>();
    private Optional<MeasuredTask> last = Optional.empty();
    String networkMode = "awsvpc";
    String desiredStatus = "RUNNING";
    OptionalDouble storageUsedMib = OptionalDouble.empty();
    boolean statsAnswer = true;

    /** A container of a scene. */
    static final class Actor {
        /** As the task has it; empty for that of the scene. */
        String name = "";

        boolean hasId = true;
        String knownStatus = "RUNNING";
        String startedAt = START.wall().toString();
        OptionalLong exitCode = OptionalLong.empty();
        String health = "";
        OptionalLong restarts = OptionalLong.empty();
        boolean limited = true;
        double memoryMib = 100;
        double cpuSeconds;
        long receivedBytes = 1000;
        long packets;
        long dropped;
        boolean sampled = true;
        boolean frozen;
        private double read;
    }

    static Moment at(double seconds) {
        return START.plus(Duration.ofNanos((long) (seconds * 1e9)));
    }

    Actor container(String name) {
        return actors.computeIfAbsent(name, _ -> new Actor());
    }

    void without(String name) {
        actors.remove(name);
    }

    /** The task measured so long after the start. */
    MeasuredTask poll(double seconds) {
        Moment now = at(seconds);
        try {
            TaskSnapshot snapshot = new TaskSnapshot(
                    now,
                    decoder.task(bytes(task())),
                    statsAnswer
                            ? Optional.of(new TaskSnapshot.Stats(now, decoder.stats(bytes(stats(seconds)))))
                            : Optional.empty());
            MeasuredTask measured =
                    last.map(before -> before.next(snapshot)).orElseGet(() -> MeasuredTask.first(snapshot));
            last = Optional.of(measured);
            return measured;
        } catch (DecodeException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectNode task() {
        ObjectNode task = JsonNodeFactory.instance
                .objectNode()
                .put("TaskARN", "arn:aws:ecs:eu-west-1:1:task/c/1")
                .put("DesiredStatus", desiredStatus)
                .put("LaunchType", "FARGATE");
        storageUsedMib.ifPresent(used ->
                task.putObject("EphemeralStorageMetrics").put("Utilized", used).put("Reserved", 1000));
        actors.forEach((name, actor) -> put(task.withArray("Containers").addObject(), name, actor));
        return task;
    }

    private void put(ObjectNode node, String name, Actor actor) {
        if (actor.hasId) {
            node.put("DockerId", name);
        }
        node.put("Name", actor.name.isEmpty() ? name : actor.name).put("KnownStatus", actor.knownStatus);
        node.put("DesiredStatus", desiredStatus).put("Type", "NORMAL");
        if (!actor.startedAt.isEmpty()) {
            node.put("StartedAt", actor.startedAt);
        }
        node.putArray("Networks").addObject().put("NetworkMode", networkMode);
        if (actor.limited) {
            node.putObject("Limits").put("CPU", 512).put("Memory", LIMIT_MIB);
        }
        actor.exitCode.ifPresent(code -> node.put("ExitCode", code));
        actor.restarts.ifPresent(count -> node.put("RestartCount", count));
        if (!actor.health.isEmpty()) {
            node.putObject("Health").put("status", actor.health);
        }
    }

    private ObjectNode stats(double seconds) {
        ObjectNode stats = JsonNodeFactory.instance.objectNode();
        actors.forEach((name, actor) -> {
            if (actor.sampled) {
                actor.read = actor.frozen ? actor.read : seconds;
                put(stats.putObject(name), actor);
            } else {
                stats.putNull(name);
            }
        });
        return stats;
    }

    private static void put(ObjectNode node, Actor actor) {
        node.put("read", at(actor.read).wall().toString());
        node.putObject("cpu_stats").putObject("cpu_usage").put("total_usage", (long) (actor.cpuSeconds * 1e9));
        node.putObject("memory_stats").put("usage", (long) (actor.memoryMib * (1 << 20)));
        node.putObject("networks")
                .putObject("eth1")
                .put("rx_bytes", actor.receivedBytes)
                .put("rx_packets", actor.packets)
                .put("rx_dropped", actor.dropped);
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
