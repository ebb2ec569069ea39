package dev.sidelight.probe;

import dev.sidelight.endpoint.Answer;
import dev.sidelight.endpoint.MetadataEndpoint;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.ContainerHealth;
import dev.sidelight.health.Decision;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.health.Verdict;
import dev.sidelight.health.json.InvalidPolicy;
import dev.sidelight.health.json.PolicyReader;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.MomentSource;
import dev.sidelight.task.StatsEntry;
import dev.sidelight.task.Task;
import dev.sidelight.task.TaskSnapshot;
import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * Asks the task metadata endpoint itself, without an agent, and decides on what one answer can tell: a stop and whatever
 * need not hold for a time. It loads the HTTP client and the JSON library that the usual way does without.
 */
final class Direct implements Callable<Result> {

    private final Arguments arguments;
    private final Map<String, String> environment;

    Direct(Arguments arguments, Map<String, String> environment) {
        this.arguments = arguments;
        this.environment = environment;
    }

    @Override
    public Result call() {
        String endpoint =
                environment.getOrDefault("ECS_CONTAINER_METADATA_URI_V4", "").strip();
        if (endpoint.isEmpty()) {
            return Result.wrongCall(
                    "--direct asks the task metadata endpoint, and ECS_CONTAINER_METADATA_URI_V4 is not set");
        }
        try {
            return ask(URI.create(endpoint.replaceAll("/+$", "")), policy());
        } catch (InvalidPolicy e) {
            return Result.wrongCall("SIDELIGHT_HEALTH_POLICY " + String.join("; ", e.faults()));
        } catch (IllegalArgumentException e) {
            return Result.wrongCall("ECS_CONTAINER_METADATA_URI_V4 is no address: " + endpoint);
        }
    }

    private HealthPolicy policy() throws InvalidPolicy {
        String policy = environment.getOrDefault("SIDELIGHT_HEALTH_POLICY", "").strip();
        return policy.isEmpty() ? HealthPolicy.BUILT_IN : PolicyReader.readTextOrFile(policy);
    }

    private Result ask(URI endpoint, HealthPolicy policy) {
        try (MetadataEndpoint metadata = new MetadataEndpoint(endpoint)) {
            CompletableFuture<Answer<Task>> task = metadata.task(arguments.timeout());
            CompletableFuture<Answer<Map<String, StatsEntry>>> stats = metadata.stats(arguments.timeout());
            return switch (task.join()) {
                case Answer.Failure<Task>(var outcome, String detail) ->
                    Result.unanswered(
                            arguments.question(), endpoint + "/task fails: " + outcome.label() + ": " + detail);
                case Answer.Success<Task>(Task document) -> decide(document, stats.join(), policy);
            };
        }
    }

    private Result decide(Task task, Answer<Map<String, StatsEntry>> stats, HealthPolicy policy) {
        Moment now = MomentSource.system().now();
        Optional<TaskSnapshot.Stats> given = stats instanceof Answer.Success<Map<String, StatsEntry>>(var entries)
                ? Optional.of(new TaskSnapshot.Stats(now, entries))
                : Optional.empty();
        TaskHealth health = TaskHealth.first(policy, now)
                .next(MeasuredTask.first(new TaskSnapshot(now, task, given)), CheckResult.Source.NONE);
        return switch (arguments.question()) {
            case Question.OfContainer(String name) -> container(health, name);
            case Question.OfTask _, Question.OfAgent _ -> result(health.gate());
        };
    }

    private Result container(TaskHealth health, String name) {
        return health.containers().stream()
                .filter(one -> one.name().equals(name))
                .max(Comparator.comparing(ContainerHealth::counts))
                .map(one -> result(one.gate()))
                .orElseGet(() -> Result.wrongCall("there is no container \"" + name + "\"; there are: "
                        + String.join(
                                ", ",
                                health.containers().stream()
                                        .map(ContainerHealth::name)
                                        .toList())));
    }

    private Result result(Decision decision) {
        return switch (decision.verdict()) {
            case Verdict.Healthy healthy -> Result.healthy(healthy.reason());
            case Verdict.Unhealthy unhealthy -> Result.unhealthy(unhealthy.reason());
            case Verdict.Unknown unknown -> Result.unanswered(arguments.question(), unknown.cause());
        };
    }
}
