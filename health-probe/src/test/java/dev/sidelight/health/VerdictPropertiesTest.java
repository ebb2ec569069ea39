package dev.sidelight.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.health.Scene.Actor;
import dev.sidelight.health.json.PolicyReader;
import dev.sidelight.task.MeasuredTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any sequence of polls; each failure names its seed. */
class VerdictPropertiesTest {

    private static final int POLLS = 400;
    private static final String POLICY = """
            {"default": {
              "startGrace": "20s",
              "memory": {"above": 0.8, "for": "30s", "recover": "20s"},
              "memoryExhaustion": {"within": "5m", "over": "1m", "for": "10s"},
              "cpu": {"above": 0.8, "for": "30s", "recover": "10s"},
              "networkSilence": {"for": "25s"},
              "networkErrors": {"above": 0.1, "for": "15s"},
              "ephemeralStorage": {"above": 0.9, "for": "20s"},
              "staleStats": {"for": "30s"}}}""";

    /** Findings one after the other, to one rule, against a plain account of what was found when. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ruleChangesItsStateOnlyAfterItsTime(long seed) {
        Random random = new Random(seed);
        Timing timing = new Timing(seconds(random.nextInt(40)), seconds(random.nextInt(40)));
        Rule rule = new StaleStats(timing);
        RuleStanding standing = RuleStanding.first(rule, Scene.START);
        List<Finding> found = new ArrayList<>();
        List<Double> when = new ArrayList<>();
        double now = 0;
        Finding finding = new Finding.Unknown("u");
        for (int i = 0; i < POLLS; i++) {
            now += 1 + random.nextInt(9);
            finding = random.nextInt(4) == 0 ? finding(random) : finding;
            found.add(finding);
            when.add(now);
            RuleState before = standing.state();
            standing = standing.next(finding, Memory.NONE, Scene.at(now));
            String at = "seed " + seed + ", poll " + i;
            if (standing.state() == RuleState.FAILING && before != RuleState.FAILING) {
                assertThat(only(
                                Finding.Bad.class,
                                found,
                                when,
                                now,
                                timing.hold().toSeconds()))
                        .as(at)
                        .isTrue();
            }
            if (before == RuleState.FAILING && standing.state() != RuleState.FAILING) {
                assertThat(none(
                                Finding.Bad.class,
                                found,
                                when,
                                now,
                                timing.recover().toSeconds()))
                        .as(at)
                        .isTrue();
            }
            if (only(Finding.Bad.class, found, when, now, timing.hold().toSeconds())) {
                assertThat(standing.state()).as(at).isEqualTo(RuleState.FAILING);
            }
            if (standing.state() == RuleState.PASSING && before == RuleState.UNKNOWN) {
                assertThat(finding).as(at).isInstanceOf(Finding.Good.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void sameSequenceGivesTheSameVerdicts(long seed) throws Exception {
        assertThat(verdicts(seed)).as("seed %s", seed).isEqualTo(verdicts(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26})
    void verdictIsUnhealthyOnlyWhileARuleFails(long seed) throws Exception {
        for (TaskHealth health : play(seed)) {
            for (ContainerHealth container : health.containers()) {
                boolean failing = container.rules().stream().anyMatch(one -> one.state() == RuleState.FAILING);
                boolean lost = container.decision().verdict().reason().equals("no answer");
                assertThat(container.decision().verdict() instanceof Verdict.Unhealthy)
                        .as("seed %s", seed)
                        .isEqualTo(failing && !lost);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34})
    void unknownInputsNeverGiveUnhealthy(long seed) throws Exception {
        Random random = new Random(seed);
        TaskHealth health = TaskHealth.first(PolicyReader.read(POLICY), Scene.START);
        Scene scene = new Scene();
        Actor app = scene.container("app");
        app.sampled = false;
        app.health = "UNKNOWN";
        double now = 0;
        for (int i = 0; i < POLLS; i++) {
            now += 1 + random.nextInt(20);
            scene.statsAnswer = random.nextBoolean();
            app.knownStatus = random.nextInt(5) == 0 ? "CREATED" : "RUNNING";
            health = random.nextInt(6) == 0
                    ? health.lost("no answer", Scene.at(now))
                    : health.next(scene.poll(now), CheckResult.Source.NONE);
            assertThat(health.decision().verdict()).as("seed %s", seed).isNotInstanceOf(Verdict.Unhealthy.class);
            assertThat(health.containers())
                    .as("seed %s", seed)
                    .noneMatch(one -> one.decision().verdict() instanceof Verdict.Unhealthy);
        }
    }

    @Test
    void flappingInputDoesNotFlapTheVerdict() throws Exception {
        TaskHealth health = TaskHealth.first(PolicyReader.read(POLICY), Scene.START);
        Scene scene = new Scene();
        Actor app = scene.container("app");
        for (int t = 0; t < 3600; t += 5) {
            app.memoryMib = t / 15 % 2 == 0 ? 100 : 500;
            health = health.next(scene.poll(t), CheckResult.Source.NONE);
            assertThat(health.named("app").orElseThrow().rules())
                    .noneMatch(one -> one.rule().name().equals("memory") && one.state() == RuleState.FAILING);
        }
    }

    private static List<Map<String, String>> verdicts(long seed) throws Exception {
        return play(seed).stream()
                .map(health -> {
                    Map<String, String> verdicts = new HashMap<>();
                    verdicts.put("", health.decision().toString());
                    health.containers()
                            .forEach(one ->
                                    verdicts.put(one.name(), one.decision().toString()));
                    return verdicts;
                })
                .toList();
    }

    private static List<TaskHealth> play(long seed) throws Exception {
        Random random = new Random(seed);
        TaskHealth health = TaskHealth.first(PolicyReader.read(POLICY), Scene.START);
        Scene scene = new Scene();
        scene.networkMode = random.nextBoolean() ? "awsvpc" : "bridge";
        double now = 0;
        List<TaskHealth> all = new ArrayList<>();
        for (int i = 0; i < POLLS; i++) {
            now += 1 + random.nextInt(9);
            change(scene, random);
            if (random.nextInt(20) == 0) {
                health = health.lost("no answer", Scene.at(now));
            } else {
                MeasuredTask task = scene.poll(now);
                health = health.next(task, CheckResult.Source.NONE);
            }
            all.add(health);
        }
        return all;
    }

    private static void change(Scene scene, Random random) {
        for (String name : List.of("app", "side")) {
            Actor actor = scene.container(name);
            actor.memoryMib = random.nextInt(5) == 0 ? random.nextInt(512) : actor.memoryMib;
            actor.cpuSeconds += random.nextInt(5);
            actor.receivedBytes += random.nextInt(3) == 0 ? random.nextInt(1000) : 0;
            actor.packets += random.nextInt(100);
            actor.dropped += random.nextInt(20);
            actor.sampled = random.nextInt(10) != 0;
            actor.frozen = random.nextInt(8) == 0;
            actor.health = List.of("", "HEALTHY", "UNHEALTHY", "UNKNOWN").get(random.nextInt(4));
            actor.knownStatus = random.nextInt(30) == 0 ? "STOPPED" : "RUNNING";
            actor.exitCode = random.nextBoolean() ? OptionalLong.of(random.nextInt(2)) : OptionalLong.empty();
            actor.restarts = OptionalLong.of(random.nextInt(4));
        }
        scene.statsAnswer = random.nextInt(15) != 0;
        scene.storageUsedMib = OptionalDouble.of(random.nextInt(1000));
    }

    private static Finding finding(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new Finding.Good("g");
            case 1 -> new Finding.Bad("b");
            default -> new Finding.Unknown("u");
        };
    }

    /** Whether there were findings of the kind alone, from {@code time} ago or earlier until now. */
    private static boolean only(
            Class<? extends Finding> kind, List<Finding> found, List<Double> when, double now, long time) {
        int i = found.size() - 1;
        while (i >= 0 && kind.isInstance(found.get(i))) {
            if (now - when.get(i) >= time) {
                return true;
            }
            i--;
        }
        return false;
    }

    /** Whether there were findings, and none of the kind, from {@code time} ago or earlier until now. */
    private static boolean none(
            Class<? extends Finding> kind, List<Finding> found, List<Double> when, double now, long time) {
        int i = found.size() - 1;
        while (i >= 0 && !kind.isInstance(found.get(i))) {
            if (now - when.get(i) >= time) {
                return true;
            }
            i--;
        }
        return false;
    }

    private static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }
}
