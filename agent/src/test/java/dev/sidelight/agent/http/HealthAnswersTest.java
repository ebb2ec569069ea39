package dev.sidelight.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.agent.Observed;
import dev.sidelight.agent.metric.Observation;
import dev.sidelight.agent.metric.PathStatus;
import dev.sidelight.agent.prometheus.Expositions;
import dev.sidelight.endpoint.Decoder;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.health.json.PolicyReader;
import dev.sidelight.task.MeasuredTask;
import dev.sidelight.task.Moment;
import dev.sidelight.task.TaskSnapshot;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is answered of verdicts, over the routes. */
class HealthAnswersTest {

    private final AtomicReference<Observation> latest =
            new AtomicReference<>(Observation.none(Observed.START, Duration.ofSeconds(5), _ -> true, Observed.HEALTH));
    private final AtomicReference<Moment> now = new AtomicReference<>(Observed.START);
    private final Routes routes = new Routes(
            "1.2.3",
            List.of(),
            latest::get,
            new Expositions(latest::get, now::get, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
            now::get,
            Optional::empty);

    @Test
    void containerThatStoppedBadlyIs503WithTheReason() throws Exception {
        observe(container("app", "RUNNING", ""), container("job", "STOPPED", ",\"ExitCode\":3"));
        assertThat(get("/health/containers/job").status()).isEqualTo(503);
        JsonNode job = json("/health/containers/job");
        assertThat(job.path("verdict").textValue()).isEqualTo("unhealthy");
        assertThat(job.path("reason").textValue()).isEqualTo("it has stopped with exit code 3");
        assertThat(job.path("reasons").size()).isEqualTo(1);
        assertThat(job.path("since").textValue()).isEqualTo(now.get().wall().toString());
        assertThat(job.path("rules").path(0).path("rule").textValue()).isEqualTo("stopped");
        assertThat(job.path("rules").path(0).path("state").textValue()).isEqualTo("failing");
        assertThat(get("/health/containers/app").status()).isEqualTo(200);
    }

    @Test
    void whatEcsReportsIsTheTasksAndNotTheGates() throws Exception {
        observe(container("app", "RUNNING", ",\"Health\":{\"status\":\"UNHEALTHY\"}"));
        assertThat(get("/health/task").status()).isEqualTo(503);
        assertThat(json("/health/task")
                        .path("containers")
                        .path("app")
                        .path("verdict")
                        .textValue())
                .isEqualTo("unhealthy");
        assertThat(get("/health/containers/app").status()).isEqualTo(200);
        assertThat(text(get("/health/containers/app")))
                .doesNotContain("reportedHealth")
                .doesNotContain("UNHEALTHY");
        assertThat(get("/health/task", Map.of("gate", "true")).status()).isEqualTo(200);
        assertThat(text(get("/metrics")))
                .contains("sidelight_container_verdict{container_name=\"app\",verdict=\"unhealthy\"} 1")
                .contains("sidelight_rule_failing{container_name=\"app\",rule=\"reportedHealth\"} 1");
    }

    @Test
    void changeOfTheGatesAnswerAloneIsInTheHistory() throws Exception {
        observe(container("app", "RUNNING", ",\"Health\":{\"status\":\"UNHEALTHY\"}"));
        JsonNode changes = json("/api/task").path("changes");
        assertThat(changes.path(0).path("to").textValue()).isEqualTo("unhealthy");
        assertThat(changes.path(0).has("gate")).isFalse();
        assertThat(changes.path(1).path("to").textValue()).isEqualTo("healthy");
        assertThat(changes.path(1).path("gate").booleanValue()).isTrue();
    }

    @Test
    void unknownIs200() throws Exception {
        assertThat(get("/health/task").status()).isEqualTo(200);
        assertThat(json("/health/containers/any").path("verdict").textValue()).isEqualTo("unknown");
        observe(container("app", "CREATED", ""));
        assertThat(get("/health/containers/app").status()).isEqualTo(200);
        assertThat(json("/health/containers/app").path("reason").textValue())
                .isEqualTo("it does not run yet (CREATED)");
    }

    @Test
    void containerThatIsNotThereIs404WithTheNamesThereAre() throws Exception {
        observe(container("app", "RUNNING", ""), container("db", "RUNNING", ""));
        assertThat(get("/health/containers/wbe").status()).isEqualTo(404);
        JsonNode answer = json("/health/containers/wbe");
        assertThat(answer.path("reason").textValue()).isEqualTo("there is no container \"wbe\"; there are: app, db");
        assertThat(answer.path("containers")).hasSize(2);
    }

    @Test
    void containerThatWasThereBeforeIsUnknownWhileItIsNot() throws Exception {
        observe(container("app", "RUNNING", ""), container("db", "RUNNING", ""));
        observe(container("db", "RUNNING", ""));
        observe(container("db", "RUNNING", ""));
        assertThat(get("/health/containers/app").status()).isEqualTo(200);
        JsonNode answer = json("/health/containers/app");
        assertThat(answer.path("verdict").textValue()).isEqualTo("unknown");
        assertThat(answer.path("reason").textValue())
                .isEqualTo("the last answer of /task has no container of this name");
        assertThat(answer.has("since")).isFalse();
        assertThat(text(get("/health/containers/app", Map.of("always", "200")))).isEqualTo("unknown\n");
    }

    @Test
    void containerThatThePolicyNamesIsUnknownBeforeItIsSeen() throws Exception {
        latest.set(Observation.none(
                Observed.START,
                Duration.ofSeconds(5),
                _ -> true,
                TaskHealth.first(PolicyReader.read("{\"containers\": {\"app\": {}}}"), Observed.START)));
        observe(container("db", "RUNNING", ""));
        assertThat(get("/health/containers/app").status()).isEqualTo(200);
        assertThat(json("/health/containers/app").path("verdict").textValue()).isEqualTo("unknown");
        assertThat(get("/health/containers/apq").status()).isEqualTo(404);
    }

    @Test
    void containerThatIsNotShownIsGatedAllTheSame() throws Exception {
        latest.set(
                Observation.none(Observed.START, Duration.ofSeconds(5), name -> name.equals("other"), Observed.HEALTH));
        observe(container("app", "RUNNING", ""), container("job", "STOPPED", ",\"ExitCode\":3"));
        assertThat(get("/health/containers/app").status()).isEqualTo(200);
        assertThat(get("/health/containers/job").status()).isEqualTo(503);
        assertThat(text(get("/metrics"))).doesNotContain("container_name=\"app\"");
        assertThat(json("/health").path("warnings").toString()).contains("leave no container to show");
    }

    @Test
    void alwaysIsTheWordAlone() throws Exception {
        observe(container("app", "RUNNING", ""), container("job", "STOPPED", ",\"ExitCode\":3"));
        Map<String, String> always = Map.of("always", "200");
        assertThat(text(get("/health/containers/job", always))).isEqualTo("unhealthy\n");
        assertThat(get("/health/containers/job", always).status()).isEqualTo(200);
        assertThat(text(get("/health/task", always))).isEqualTo("healthy\n");
    }

    @Test
    void deadPollersVerdictIsUnknown() throws Exception {
        observe(container("job", "STOPPED", ",\"ExitCode\":3"));
        now.updateAndGet(moment -> moment.plus(Duration.ofSeconds(16)));
        assertThat(get("/health/containers/job").status()).isEqualTo(200);
        assertThat(json("/health/containers/job").path("verdict").textValue()).isEqualTo("unknown");
        assertThat(text(get("/metrics"))).doesNotContain("sidelight_container_verdict{");
    }

    @Test
    void taskJsonHasVerdictsRulesAndTheLastChanges() throws Exception {
        observe(container("job", "STOPPED", ",\"ExitCode\":3"));
        JsonNode task = json("/api/task");
        assertThat(task.path("task").path("health").path("verdict").textValue()).isEqualTo("healthy");
        assertThat(task.path("containers")
                        .path(0)
                        .path("health")
                        .path("rules")
                        .path(0)
                        .path("detail")
                        .textValue())
                .isEqualTo("it has stopped with exit code 3");
        assertThat(task.path("changes").path(0).path("container").textValue()).isEqualTo("job");
        assertThat(task.path("changes").path(0).path("to").textValue()).isEqualTo("unhealthy");
    }

    private void observe(String... containers) throws Exception {
        now.updateAndGet(moment -> moment.plus(Duration.ofSeconds(5)));
        String task = "{\"TaskARN\":\"t\",\"DesiredStatus\":\"RUNNING\",\"Containers\":[" + String.join(",", containers)
                + "]}";
        TaskSnapshot snapshot = new TaskSnapshot(
                now.get(), new Decoder().task(task.getBytes(StandardCharsets.UTF_8)), Optional.empty());
        MeasuredTask measured = MeasuredTask.first(snapshot);
        PathStatus up = PathStatus.UNKNOWN.succeeded(now.get());
        latest.updateAndGet(before -> before.next(
                now.get(), up, up, Optional.of(measured), before.health().next(measured, CheckResult.Source.NONE)));
    }

    private static String container(String name, String status, String more) {
        return "{\"DockerId\":\"" + name + "\",\"Name\":\"" + name + "\",\"KnownStatus\":\"" + status + "\"" + more
                + "}";
    }

    private Response get(String path) {
        return get(path, Map.of());
    }

    private Response get(String path, Map<String, String> query) {
        return routes.answer(new Request(path, query, null, null));
    }

    private JsonNode json(String path) throws Exception {
        return new ObjectMapper().readTree(text(get(path)));
    }

    private static String text(Response response) {
        return StandardCharsets.UTF_8.decode(response.body().duplicate()).toString();
    }
}
