package dev.sidelight.agent.cloudwatch;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What CloudWatch counts and bills as one metric: a name with dimensions.
 *
 * @param dimensions in the order of Container Insights
 */
record Series(String metric, String unit, Map<String, String> dimensions) {

    Series {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
    }
}
