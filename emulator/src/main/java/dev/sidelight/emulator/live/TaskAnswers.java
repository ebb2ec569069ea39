package dev.sidelight.emulator.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.emulator.endpoint.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the endpoint answers of a live task. */
record TaskAnswers(LiveOptions options, TaskIdentity identity, List<LiveContainer> containers, Instant created) {
    JsonNode of(Resource resource, LiveContainer asking, Optional<Instant> stopping, long storedBytes) {
        TaskShape shape = new TaskShape(options, identity);
        return switch (resource) {
            case CONTAINER -> new ContainerShape(options.definition(), identity).of(asking);
            case TASK -> shape.of(containers, created, stopping, storedBytes);
            case TASK_WITH_TAGS -> shape.withTags(shape.of(containers, created, stopping, storedBytes));
            case CONTAINER_STATS -> stats().of(asking);
            case TASK_STATS -> allStats();
        };
    }

    private ObjectNode allStats() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        containers.forEach(one -> all.set(one.identity().dockerId(), stats().of(one)));
        return all;
    }

    private StatsShape stats() {
        return new StatsShape(
                options.launchType(), options.definition().networkMode().equals("host"));
    }
}
