package dev.sidelight.emulator.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** Where the endpoint's answers come from: a live task or a recording. */
public interface Source extends AutoCloseable {
    /** The id of each container's own metadata address, by container name, in the order of the task definition. */
    Map<String, String> ids();

    /** Empty when the id is not known. */
    Optional<JsonNode> answer(Resource resource, String id);

    /** The next recorded answers; of a live task, numbers read now. */
    void advance();

    @Override
    void close();
}
