package dev.sidelight.health.json;

import dev.sidelight.health.Rule;
import java.util.List;
import java.util.function.Function;

/**
 * A rule as policies write it: a row of the table that the parser, the JSON Schema and the documentation are made from.
 *
 * @param meaning when it fails
 */
record RuleFormat(String name, Place place, String meaning, List<Field<?>> fields, Function<Values, Rule> make) {

    RuleFormat {
        fields = List.copyOf(fields);
    }

    /** Where a rule may stand. */
    enum Place {
        ANYWHERE,
        /** It decides the task, so a container cannot have its own. */
        DEFAULT_ONLY,
        /** It names a container's port, so it cannot be everyone's. */
        CONTAINER_ONLY
    }
}
