package dev.sidelight.taskdef.sidecar;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is asked for. What is not said stays as an earlier sidecar has it.
 *
 * @param version Sidelight's own
 * @param cloudwatch whether it publishes to CloudWatch
 * @param gates names of the containers whose health checks are to ask Sidelight
 */
public record Request(
        String version, String image, Optional<Boolean> cloudwatch, OptionalInt port, List<String> gates) {
    public Request {
        gates = List.copyOf(gates);
    }
}
