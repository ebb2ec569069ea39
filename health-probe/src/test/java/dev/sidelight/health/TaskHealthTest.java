package dev.sidelight.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sidelight.health.CheckResult.Outcome;
import dev.sidelight.health.Scene.Actor;
import dev.sidelight.health.json.InvalidPolicy;
import dev.sidelight.health.json.PolicyReader;
import dev.sidelight.task.Moment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What policies decide of tasks, poll by poll. */
class TaskHealthTest {

    private final Scene scene = new Scene();
    private final Actor app = scene.container("app");
    private final Map<String, CheckResult> checks = new HashMap<>();
    private TaskHealth health = TaskHealth.first(HealthPolicy.BUILT_IN, Scene.START);

    @Test
    void runningContainerWithoutAnythingElseIsHealthy() {
        poll(0);
        assertThat(verdict()).isEqualTo("healthy: every rule passes");
        assertThat(health.decision().verdict()).isEqualTo(new Verdict.Healthy());
    }

    @Test
    void whatEcsReportsCountsAtOnceAndNotAtTheGate() {
        app.health = "UNKNOWN";
        poll(0);
        assertThat(verdict()).isEqualTo("unknown: its health check has no result yet");
        app.health = "UNHEALTHY";
        poll(5);
        assertThat(verdict()).isEqualTo("unhealthy: ECS reports its health check as UNHEALTHY");
        assertThat(health.decision().verdict().reason()).isEqualTo("app: ECS reports its health check as UNHEALTHY");
        assertThat(app().gate().verdict()).isEqualTo(new Verdict.Healthy());
        assertThat(health.gate().verdict()).isEqualTo(new Verdict.Healthy());
        app.health = "HEALTHY";
        poll(10);
        assertThat(verdict()).startsWith("healthy");
    }

    @Test
    void stopWithANonZeroCodeIsUnhealthyAndNotTheTasks() {
        Actor init = scene.container("init");
        poll(0);
        init.knownStatus = "STOPPED";
        init.exitCode = OptionalLong.of(137);
        poll(5);
        assertThat(verdict("init"))
                .isEqualTo("unhealthy: it has stopped with exit code 137 (SIGKILL: most often out of memory)");
        assertThat(health.decision().verdict()).isEqualTo(new Verdict.Healthy());
        init.exitCode = OptionalLong.of(0);
        poll(10);
        assertThat(verdict("init")).startsWith("healthy");
    }

    @Test
    void essentialInThePolicyMakesAStopTheTasks() throws Exception {
        policy("{'containers': {'init': {'essential': true}, 'app': {'essential': false}}}");
        Actor init = scene.container("init");
        init.knownStatus = "STOPPED";
        init.exitCode = OptionalLong.of(1);
        app.health = "UNHEALTHY";
        poll(0);
        assertThat(health.decision().verdict().reason()).isEqualTo("init: it has stopped with exit code 1");
    }

    @Test
    void taskThatIsBeingStoppedIsUnknown() {
        poll(0);
        scene.desiredStatus = "STOPPED";
        app.knownStatus = "STOPPED";
        app.exitCode = OptionalLong.of(143);
        poll(5);
        assertThat(verdict()).isEqualTo("unknown: it is being stopped");
    }

    @Test
    void containerThatDoesNotRunYetIsUnknown() {
        app.knownStatus = "PULLED";
        poll(0);
        assertThat(verdict()).isEqualTo("unknown: it does not run yet (PULLED)");
    }

    @Test
    void restartLoopIsSeenAndPasses() {
        for (int i = 0; i <= 3; i++) {
            assertThat(verdict()).doesNotStartWith("unhealthy");
            app.restarts = OptionalLong.of(5 + i);
            poll(60 * i);
        }
        assertThat(verdict()).isEqualTo("unhealthy: restarted 3 times within 20 min, more than 2");
        poll(60 + 20 * 60 + 1);
        assertThat(verdict()).startsWith("healthy");
    }

    @Test
    void memoryMustHoldToFailAndToRecover() throws Exception {
        policy("{'default': {'memory': {'above': 0.9, 'for': '60s', 'recover': '30s'}}}");
        app.memoryMib = 490;
        poll(0);
        assertThat(verdict())
                .startsWith("unknown: memory is at 96 % of its limit of 512 MiB, above 90 %, but only for 0 s");
        poll(59);
        assertThat(verdict()).startsWith("unknown");
        poll(60);
        assertThat(verdict()).isEqualTo("unhealthy: memory is at 96 % of its limit of 512 MiB, above 90 %, for 60 s");
        assertThat(app().decision().since()).isEqualTo(Scene.at(60));
        app.memoryMib = 100;
        poll(70);
        assertThat(verdict())
                .startsWith("unhealthy: memory is at 96 %")
                .contains("no longer, but only for 0 s of 30 s");
        poll(99);
        assertThat(verdict()).startsWith("unhealthy").contains("for 29 s of 30 s");
        poll(100);
        assertThat(verdict()).startsWith("healthy");
    }

    @Test
    void singlePollWithoutStatisticsChangesNothing() throws Exception {
        policy("{'default': {'memory': {'above': 0.9, 'for': '20s'}}}");
        poll(0);
        assertThat(verdict()).startsWith("healthy");
        app.sampled = false;
        poll(5);
        assertThat(verdict()).startsWith("healthy");
        poll(24);
        assertThat(verdict()).startsWith("healthy");
        poll(25);
        assertThat(verdict()).isEqualTo("unknown: it has no statistics (null)");
    }

    @Test
    void whatCannotBeToldBreaksARunOfBadOnes() throws Exception {
        policy("{'default': {'memory': {'above': 0.9, 'for': '20s'}}}");
        app.memoryMib = 500;
        poll(0);
        poll(15);
        app.sampled = false;
        poll(18);
        app.sampled = true;
        poll(21);
        poll(40);
        assertThat(verdict()).startsWith("unknown");
        poll(41);
        assertThat(verdict()).startsWith("unhealthy");
    }

    @Test
    void containerWithoutALimitHasNoMemoryRule() throws Exception {
        policy("{'default': {'memory': {}, 'memoryExhaustion': {}, 'cpu': {}}}");
        app.limited = false;
        poll(0);
        assertThat(verdict()).startsWith("healthy");
        assertThat(app().rules()).extracting(standing -> standing.rule().name()).containsExactly("stopped");
    }

    @Test
    void steadyLeakIsPredictedBeforeTheLimit() throws Exception {
        policy("{'default': {'memoryExhaustion': {'within': '5m', 'over': '2m', 'for': '10s'}}}");
        for (int t = 0; t <= 180; t += 5) {
            app.memoryMib = 100 + t;
            poll(t);
        }
        assertThat(verdict())
                .startsWith("unhealthy: memory is at 55 % of 512 MiB, and at the trend of the last 2 min its limit is"
                        + " reached in ");
    }

    @Test
    void saturatedCpuIsUnhealthyAfterItsTime() throws Exception {
        policy("{'default': {'cpu': {'above': 0.9, 'for': '20s'}}}");
        for (int t = 0; t <= 25; t += 5) {
            app.cpuSeconds = t * 0.5;
            poll(t);
        }
        assertThat(verdict())
                .isEqualTo("unhealthy: CPU is at 100 % of its limit of 0.5 vCPU, at or above 90 %, for 20 s");
    }

    @Test
    void silentNetworkDecidesTheTaskInAwsvpc() throws Exception {
        policy("{'default': {'networkSilence': {'for': '20s'}}}");
        for (int t = 0; t <= 30; t += 5) {
            app.receivedBytes += t <= 5 ? 10 : 0;
            poll(t);
        }
        assertThat(verdict()).startsWith("healthy");
        assertThat(health.decision().verdict().reason()).isEqualTo("no byte is received any more, for 20 s");
    }

    @Test
    void silentNetworkDecidesAContainerInBridge() throws Exception {
        policy("{'default': {'networkSilence': {'for': '20s'}}}");
        scene.networkMode = "bridge";
        for (int t = 0; t <= 30; t += 5) {
            app.receivedBytes += t <= 5 ? 10 : 0;
            poll(t);
        }
        assertThat(verdict()).isEqualTo("unhealthy: no byte is received any more, for 20 s");
        assertThat(health.rules()).isEmpty();
    }

    @Test
    void networkThatNeverReceivedIsNotSilent() throws Exception {
        policy("{'default': {'networkSilence': {'for': '20s'}}}");
        app.receivedBytes = 0;
        poll(0);
        poll(60);
        assertThat(health.decision().verdict().label()).isEqualTo("healthy");
    }

    @Test
    void lostPacketsAreAShareOfThemAll() throws Exception {
        policy("{'default': {'networkErrors': {'above': 0.05, 'for': '10s'}}}");
        for (int t = 0; t <= 20; t += 5) {
            app.packets += 90;
            app.dropped += t == 0 ? 0 : 10;
            poll(t);
            poll(t + 1); // the same sample again is no new one
        }
        assertThat(health.decision().verdict().reason())
                .startsWith("10 % of the packets are lost to errors or dropped, above 5 %, for ");
    }

    @Test
    void fullEphemeralStorageDecidesTheTask() throws Exception {
        policy("{'default': {'ephemeralStorage': {'above': 0.9, 'for': '0s'}}}");
        scene.storageUsedMib = OptionalDouble.of(950);
        poll(0);
        assertThat(health.decision().verdict().reason())
                .isEqualTo("ephemeral storage is at 95 % of 1000 MiB, above 90 %");
        assertThat(verdict()).startsWith("healthy");
    }

    @Test
    void staleStatisticsAreTheContainersAndNotTheEndpoints() throws Exception {
        policy("{'default': {'staleStats': {'for': '30s'}}}");
        poll(0);
        app.frozen = true;
        poll(5);
        poll(35);
        assertThat(verdict())
                .isEqualTo("unhealthy: its statistics have not moved since 2026-05-04T10:00:00Z, for 30 s");
        scene.statsAnswer = false;
        poll(40);
        poll(70);
        assertThat(verdict()).isEqualTo("unknown: /task/stats does not answer");
    }

    @Test
    void checkIsUnknownUntilAskedAndWhenNotAskedAnyMore() throws Exception {
        policy("{'containers': {'app': {'http': {'url': 'http://127.0.0.1:8080/z?token=s', 'for': '10s'}}}}");
        poll(0);
        assertThat(verdict()).isEqualTo("unknown: GET http://127.0.0.1:8080/z was not asked yet");
        checks.put("app", passed(1));
        poll(5);
        assertThat(verdict()).startsWith("healthy");
        checks.put("app", failed(11, Optional.empty()));
        poll(12);
        checks.put("app", failed(21, Optional.of(Scene.at(11))));
        poll(22);
        assertThat(verdict())
                .isEqualTo("unhealthy: GET http://127.0.0.1:8080/z answered 503 instead of 200-299, for 10 s");
        poll(60);
        assertThat(verdict()).startsWith("unhealthy").contains("no longer, but only for");
        poll(70);
        assertThat(verdict()).isEqualTo("unknown: GET http://127.0.0.1:8080/z was not asked for too long");
    }

    @Test
    void oneFailedResultFailsNoRuleHoweverLongItStands() throws Exception {
        policy("{'containers': {'app': {'http': {'url': 'http://127.0.0.1:8080/z', 'for': '0s'}}}}");
        checks.put("app", passed(1));
        poll(5);
        checks.put("app", failed(11, Optional.empty()));
        poll(12);
        poll(20);
        assertThat(verdict()).startsWith("healthy");
        assertThat(app().rules().getLast().detail()).endsWith("answered 503 instead of 200-299, but only once so far");
        checks.put("app", failed(21, Optional.of(Scene.at(11))));
        poll(22);
        assertThat(verdict()).startsWith("unhealthy");
    }

    @Test
    void failedResultOfTheRunBeforeMakesNoSecondOne() throws Exception {
        policy("{'containers': {'app': {'http': {'url': 'http://127.0.0.1:8080/z', 'for': '0s'}}}}");
        app.startedAt = Scene.at(15).wall().toString();
        checks.put("app", failed(21, Optional.of(Scene.at(11))));
        poll(22);
        assertThat(verdict()).startsWith("unknown");
    }

    @Test
    void inconclusiveResultIsUnknownAndNeitherPassesNorFails() throws Exception {
        policy("{'containers': {'app': {'tcp': {'address': '127.0.0.1:80', 'for': '0s'}}}}");
        checks.put(
                "app",
                new CheckResult(
                        Scene.at(11),
                        new Outcome.Inconclusive("could not be opened: SocketException (Too many open files)"),
                        Optional.of(Scene.at(1))));
        poll(12);
        assertThat(verdict())
                .isEqualTo("unknown: a connection to 127.0.0.1:80 could not be opened: SocketException (Too many open"
                        + " files)");
    }

    @Test
    void startGraceHoldsBackWhatIsBad() throws Exception {
        policy("{'containers': {'app': {'startGrace': '90s', 'memory': {'above': 0.5, 'for': '0s'}}}}");
        app.memoryMib = 500;
        poll(0);
        assertThat(verdict()).startsWith("unknown: it is within its start grace of 90 s: memory is at 98 %");
        poll(89);
        assertThat(verdict()).startsWith("unknown");
        poll(90);
        assertThat(verdict()).startsWith("unhealthy");
    }

    @Test
    void lostTaskIsUnknownAndWhatWasBadMustHoldAnew() throws Exception {
        policy("{'default': {'memory': {'above': 0.5, 'for': '10s', 'recover': '60s'}}}");
        app.memoryMib = 500;
        poll(0);
        poll(10);
        assertThat(verdict()).startsWith("unhealthy");
        health = health.lost("no answer from /task", Scene.at(20));
        assertThat(verdict()).isEqualTo("unknown: no answer from /task");
        assertThat(app().gate().verdict().label()).isEqualTo("unknown");
        poll(30);
        assertThat(verdict()).startsWith("unknown");
        poll(40);
        assertThat(verdict()).startsWith("unhealthy");
    }

    @Test
    void changesAreRememberedAndOnlySoMany() {
        for (int i = 0; i < 40; i++) {
            app.health = i % 2 == 0 ? "UNHEALTHY" : "HEALTHY";
            poll(i);
        }
        assertThat(health.changes()).hasSize(20);
        Change last = health.changes().getLast();
        assertThat(last.container()).isEmpty();
        assertThat(last.from()).isEqualTo("unhealthy");
        assertThat(last.to()).isEqualTo(new Verdict.Healthy());
        assertThat(last.at()).isEqualTo(Scene.at(39));
    }

    @Test
    void changeOfTheGatesAnswerAloneIsRemembered() throws Exception {
        policy("{'default': {'memory': {'above': 0.5, 'for': '0s'}}}");
        app.health = "UNHEALTHY";
        poll(0);
        app.memoryMib = 500;
        poll(5);
        assertThat(health.changes())
                .filteredOn(change -> change.at().equals(Scene.at(5)))
                .extracting(
                        Change::container,
                        Change::gate,
                        Change::from,
                        change -> change.to().label())
                .containsExactly(tuple("app", true, "healthy", "unhealthy"), tuple("", true, "healthy", "unhealthy"));
        scene.desiredStatus = "STOPPED";
        poll(10);
        assertThat(health.changes())
                .filteredOn(change -> change.at().equals(Scene.at(10)))
                .as("both alike are one change")
                .extracting(Change::gate)
                .containsExactly(false, false);
    }

    @Test
    void whatAPolicySaysInVainIsSaid() throws Exception {
        policy("{'containers': {'apq': {'memory': {}}, 'app': {'networkSilence': {}}, 'other-thing': {}}}");
        assertThat(PolicyOddities.of(health.policy(), scene.poll(0)))
                .containsExactly(
                        "the health policy's networkSilence of container app means nothing where containers share the"
                                + " network: it decides the task, and belongs into default",
                        "the health policy names container apq, which is not in this task; did you mean app?",
                        "the health policy names container other-thing, which is not in this task; there are: app");
    }

    @Test
    void leakAfterARestartIsANewLeakAndNoTooth() throws Exception {
        policy("{'default': {'memoryExhaustion': {'within': '5m', 'over': '2m', 'for': '10s'}}}");
        for (int run = 0; run < 2; run++) {
            app.startedAt = Scene.at(run * 300).wall().toString();
            for (int t = 0; t < 300; t += 5) {
                app.memoryMib = 100 + t * 1.35;
                poll(run * 300 + t);
            }
            assertThat(verdict()).as("run %s", run).startsWith("unhealthy: memory is at ");
        }
    }

    @Test
    void containerThatNoRuleAppliesToIsUnknown() throws Exception {
        policy("{'default': {'stopped': false, 'restarts': false, 'reportedHealth': false}}");
        poll(0);
        assertThat(verdict()).isEqualTo("unknown: no rule of the policy applies to it");
    }

    @Test
    void replacedNamesakeNeitherCountsNorSpeaksForTheName() throws Exception {
        policy("{'containers': {'app': {'essential': true}}}");
        Actor old = scene.container("old");
        old.name = "app";
        old.knownStatus = "STOPPED";
        old.exitCode = OptionalLong.of(1);
        poll(0);
        assertThat(health.decision().verdict()).isEqualTo(new Verdict.Healthy());
        assertThat(verdict()).startsWith("healthy");
        app.startedAt = Scene.at(3).wall().toString();
        app.knownStatus = "STOPPED";
        app.exitCode = OptionalLong.of(0);
        poll(5);
        assertThat(health.decision().verdict()).isEqualTo(new Verdict.Healthy());
        app.exitCode = OptionalLong.of(2);
        poll(10);
        assertThat(health.decision().verdict().reason()).isEqualTo("app: it has stopped with exit code 2");
    }

    @Test
    void containersWithoutIdsAreNotTakenForOneAnother() {
        Actor more = scene.container("more");
        Actor fewer = scene.container("fewer");
        for (Actor actor : List.of(app, more, fewer)) {
            actor.hasId = false;
        }
        app.restarts = OptionalLong.of(5);
        more.restarts = OptionalLong.of(9);
        fewer.restarts = OptionalLong.of(0);
        poll(0);
        poll(5);
        poll(10);
        assertThat(health.decision().verdict()).isEqualTo(new Verdict.Healthy());
    }

    @Test
    void namesakesWithoutIdsAreJudgedByTheNewer() {
        Actor old = scene.container("old");
        old.name = "app";
        old.hasId = false;
        app.hasId = false;
        old.knownStatus = "STOPPED";
        old.exitCode = OptionalLong.of(1);
        poll(0);
        poll(5);
        assertThat(health.containers()).hasSize(1);
        assertThat(verdict()).startsWith("healthy");
    }

    @Test
    void containerThatLeftIsForgotten() {
        scene.container("other");
        poll(0);
        scene.without("other");
        poll(5);
        assertThat(health.containers()).extracting(ContainerHealth::name).containsExactly("app");
    }

    private void policy(String json) throws InvalidPolicy {
        health = TaskHealth.first(PolicyReader.read(json.replace('\'', '"')), Scene.START);
    }

    private void poll(double seconds) {
        health = health.next(scene.poll(seconds), (name, _) -> Optional.ofNullable(checks.get(name)));
    }

    private static CheckResult passed(double at) {
        return new CheckResult(Scene.at(at), new Outcome.Passed(), Optional.empty());
    }

    private static CheckResult failed(double at, Optional<Moment> before) {
        return new CheckResult(Scene.at(at), new Outcome.Failed("answered 503 instead of 200-299"), before);
    }

    private ContainerHealth app() {
        return health.named("app").orElseThrow();
    }

    private String verdict() {
        return health.named("app").isPresent() ? verdict("app") : "none";
    }

    private String verdict(String container) {
        Verdict verdict = health.named(container).orElseThrow().decision().verdict();
        return verdict.label() + ": " + verdict.reason();
    }
}
