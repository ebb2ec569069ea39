package dev.sidelight.emulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sidelight.emulator.endpoint.Resource;
import dev.sidelight.emulator.endpoint.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** Serves a recording's steps, one at a time; after the last it stays there or begins again. */
public final class Replay implements Source {
    private final Recording recording;
    private final boolean looping;
    private final AtomicInteger at = new AtomicInteger();

    public Replay(Recording recording, boolean looping) {
        this.recording = recording;
        this.looping = looping;
    }

    /** Ids made from the docker ids of every step, so that one stays valid when the step changes. */
    @Override
    public Map<String, String> ids() {
        Map<String, String> ids = new LinkedHashMap<>();
        for (Recording.Step step : recording.steps()) {
            step.task()
                    .path("Containers")
                    .forEach(one -> ids.putIfAbsent(
                            one.path("Name").asText(), one.path("DockerId").asText()));
        }
        ids.values().removeIf(String::isBlank);
        return ids.isEmpty() ? Map.of("replay", "replay") : ids;
    }

    @Override
    public Optional<JsonNode> answer(Resource resource, String id) {
        Optional<String> name = ids().entrySet().stream()
                .filter(entry -> entry.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst();
        Recording.Step step = recording.steps().get(at.get());
        return name.flatMap(known -> switch (resource) {
            case TASK, TASK_WITH_TAGS -> Optional.of(step.task());
            case TASK_STATS -> Optional.of(step.stats());
            case CONTAINER -> container(step, known);
            case CONTAINER_STATS ->
                container(step, known)
                        .map(one -> step.stats().path(one.path("DockerId").asText()))
                        .filter(stats -> !stats.isMissingNode());
        });
    }

    @Override
    public void advance() {
        int last = recording.steps().size() - 1;
        at.updateAndGet(now -> now < last ? now + 1 : looping ? 0 : now);
    }

    @Override
    public void close() {
        // A recording holds nothing open.
    }

    private static Optional<JsonNode> container(Recording.Step step, String name) {
        return StreamSupport.stream(step.task().path("Containers").spliterator(), false)
                .filter(one -> one.path("Name").asText().equals(name))
                .findFirst();
    }
}
