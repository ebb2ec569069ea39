package dev.sidelight.emulator.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what decides a container's life: health check, dependencies and restart policy, with ECS's ranges. */
final class LifeReader {
    private static final int INTERVAL = 30;
    private static final int TIMEOUT = 5;
    private static final int RETRIES = 3;
    private static final int ATTEMPT_PERIOD = 300;
    private static final int LATEST_EXIT_CODE = 255;
    private static final int MOST_IGNORED = 50;
    private static final Set<String> CONDITIONS = Set.of("START", "COMPLETE", "SUCCESS", "HEALTHY");

    private LifeReader() {}

    static Optional<HealthCheck> healthCheck(JsonFields container) {
        return container.object("healthCheck").flatMap(LifeReader::check);
    }

    static List<Dependency> dependencies(JsonFields container) {
        return container.objects("dependsOn").stream()
                .map(LifeReader::dependency)
                .toList();
    }

    /** Read whole, so that its faults are named, before one that is not enabled is left out. */
    static Optional<RestartPolicy> restartPolicy(JsonFields container) {
        return container.object("restartPolicy").flatMap(LifeReader::policy);
    }

    private static Optional<RestartPolicy> policy(JsonFields fields) {
        RestartPolicy policy = new RestartPolicy(
                fields.numbers("ignoredExitCodes", 0, LATEST_EXIT_CODE),
                seconds(fields, "restartAttemptPeriod", 60, 1800, ATTEMPT_PERIOD));
        if (policy.ignoredExitCodes().size() > MOST_IGNORED) {
            fields.fault("ignoredExitCodes", "are " + policy.ignoredExitCodes().size() + ": 50 at most are right");
        }
        if (!fields.node().has("enabled")) {
            fields.fault("enabled", "is missing: give true or false");
        }
        return Optional.of(policy).filter(_ -> fields.flag("enabled", false));
    }

    private static Optional<HealthCheck> check(JsonFields fields) {
        List<String> command = fields.texts("command");
        if (command.isEmpty()) {
            fields.fault("command", "is missing: give [\"CMD\", …] or [\"CMD-SHELL\", \"…\"]");
            return Optional.empty();
        }
        HealthCheck check = new HealthCheck(
                executed(fields, command),
                seconds(fields, "interval", 5, 300, INTERVAL),
                seconds(fields, "timeout", 2, 60, TIMEOUT),
                fields.number("retries", 1, 10, RETRIES),
                seconds(fields, "startPeriod", 0, 300, 0));
        return command.getFirst().equals("NONE") ? Optional.empty() : Optional.of(check);
    }

    /** Without a prefix it counts as CMD, as the ECS guide has it. */
    private static List<String> executed(JsonFields fields, List<String> command) {
        List<String> rest = command.subList(1, command.size());
        return switch (command.getFirst()) {
            case "NONE" -> rest;
            case "CMD" -> {
                if (rest.isEmpty()) {
                    fields.fault("command", "has nothing after CMD: give a program and its arguments");
                }
                yield rest;
            }
            case "CMD-SHELL" -> {
                if (rest.size() != 1) {
                    fields.fault("command", "has " + rest.size() + " texts after CMD-SHELL: give one");
                }
                yield List.of("/bin/sh", "-c", String.join(" ", rest));
            }
            default -> command;
        };
    }

    private static Dependency dependency(JsonFields fields) {
        String condition = fields.required("condition", "START, COMPLETE, SUCCESS or HEALTHY");
        boolean known = CONDITIONS.contains(condition);
        if (!known && !condition.equals("?")) {
            fields.fault("condition", "\"" + condition + "\" is unknown: valid are START, COMPLETE, SUCCESS, HEALTHY");
        }
        return new Dependency(
                fields.required("containerName", "the name of another container"),
                known ? Dependency.Condition.valueOf(condition) : Dependency.Condition.START);
    }

    private static Duration seconds(JsonFields fields, String field, int least, int most, int otherwise) {
        return Duration.ofSeconds(fields.number(field, least, most, otherwise));
    }
}
