package dev.sidelight.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sidelight.acceptance.IllTasks.Illness;
import dev.sidelight.acceptance.Notifications.Notice;
import dev.sidelight.dashboards.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every alert, from a task that falls ill to whoever is on call, and back: emulated tasks, the built agent, a real
 * Prometheus with the shipped rules (thirty times faster) and a real Alertmanager.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class AlertsTest {

    private static final Duration LONG = Duration.ofMinutes(4);
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final String NOWHERE = "nowhere";

    /** Whose service replaces the task, as nothing else would heal it. */
    private static final Set<String> GONE = Set.of("leak", "crash-loop");

    private static final List<Due> DUE = List.of(
            new Due("EcsContainerUnhealthy", "hung", "web"),
            new Due("EcsContainerUnhealthy", "busy", "busy"),
            new Due("EcsContainerUnhealthy", "crash-loop", "worker"),
            new Due("EcsContainerUnhealthy", "leak", "leaker"),
            new Due("EcsContainerCpuSaturated", "busy", "busy"),
            new Due("EcsTaskCpuSaturated", "busy", ""),
            new Due("EcsContainerRestarting", "crash-loop", "worker"),
            new Due("EcsContainerMemoryExhaustionPredicted", "leak", "leaker"),
            new Due("EcsContainerMemoryNearLimit", "leak", "leaker"),
            new Due("EcsTaskMemoryNearLimit", "leak", ""),
            new Due("EcsContainerKilled", "leak", "leaker"),
            new Due("EcsTaskEphemeralStorageNearFull", "recorded", ""),
            new Due("EcsTaskUnhealthy", "recorded", ""),
            new Due("EcsNetworkErrors", "recorded", ""),
            new Due("EcsTaskClockUnsynchronized", "recorded", ""),
            new Due("SidelightStatsMissing", "recorded", RecordedTask.MUTE),
            new Due("SidelightEndpointDown", "unreachable", ""),
            new Due("SidelightDown", "stopped", ""),
            new Due("SidelightCloudWatchFailing", "denied", ""),
            new Due("SidelightAbsent", NOWHERE, ""));

    private final List<AutoCloseable> started = new ArrayList<>();
    private final List<Thread> cures = new ArrayList<>();
    private final Map<String, Illness> illnesses = new HashMap<>();
    private final Notifications notifications;
    private Targets targets;

    AlertsTest() throws Exception {
        notifications = keep(Notifications.start());
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        RealPrometheus.assumeInstalled();
        RealAlertmanager.assumeInstalled();
        Path rules = folder.resolve("rules");
        FasterRules.writeTo(rules);
        RealAlertmanager alertmanager = keep(RealAlertmanager.sendingTo(notifications.address(), folder));
        IllTasks tasks = new IllTasks(folder);
        started.add(tasks::stop);

        Path empty = Files.createDirectory(folder.resolve(NOWHERE));
        Targets found = new Targets(empty);
        keep(RealPrometheus.start(empty, found.configuration(rules, List.of(alertmanager.address()))));

        targets = new Targets(folder);
        RealPrometheus prometheus =
                keep(RealPrometheus.start(folder, targets.configuration(rules, List.of(alertmanager.address()))));
        illnesses.putAll(tasks.start());
        boolean named = true;
        for (Illness one : illnesses.values()) {
            if (named) {
                targets.add(one.agent(), one.names());
            } else {
                targets.add(one.agent());
            }
            named = !named;
        }
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> prometheus
                                .query("count(task:ecs_task_metadata_info:last)")
                                .orElse(0)
                        == illnesses.size());
        for (Illness one : illnesses.values()) {
            one.onset().run();
        }
        Illness well = tasks.well();
        illnesses.put(
                NOWHERE,
                new Illness(new TaskNames("", "", "", ""), well.agent(), well.onset(), () -> found.add(well.agent())));
        illnesses.keySet().forEach(name -> cures.add(Thread.ofVirtual().start(() -> cure(name))));
    }

    @AfterAll
    void stop() throws Exception {
        cures.forEach(Thread::interrupt);
        for (AutoCloseable one : started.reversed()) {
            one.close();
        }
    }

    @ParameterizedTest
    @FieldSource("DUE")
    void alertComesWithNamesAndGoes(Due due) {
        await(due + " fires").atMost(LONG).until(() -> notices(due).stream().anyMatch(Notice::firing));
        await(due + " resolves")
                .atMost(LONG)
                .untilAsserted(() -> assertThat(notices(due).stream().filter(one -> !one.firing()))
                        .isNotEmpty());
        for (Notice notice : notices(due)) {
            due.check(notice, illness(due));
        }
    }

    @Test
    void everyAlertIsBroughtAbout(@TempDir Path folder) throws Exception {
        Rules.writeTo(folder);
        String rules = Files.readString(folder.resolve("alerts.yml"));
        assertThat(DUE.stream().map(Due::alert).distinct())
                .containsExactlyInAnyOrderElementsOf(ALERT.matcher(rules)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList());
    }

    @Test
    void nothingElseFires() {
        DUE.forEach(due -> await(due + " resolves")
                .atMost(LONG)
                .until(() -> notices(due).stream().anyMatch(one -> !one.firing())));
        assertThat(notifications.all()).allMatch(one -> DUE.stream().anyMatch(due -> isOf(due, one)));
    }

    /** When all that is due of an illness has come. */
    private void cure(String name) {
        await().atMost(LONG)
                .until(() -> DUE.stream()
                        .filter(due -> due.illness().equals(name))
                        .allMatch(due -> !notices(due).isEmpty()));
        Illness illness = Objects.requireNonNull(illnesses.get(name));
        try {
            illness.cure().run();
            if (GONE.contains(name)) {
                targets.remove(illness.agent());
            }
        } catch (Exception e) {
            throw new IllegalStateException("no cure for " + name, e);
        }
    }

    private List<Notice> notices(Due due) {
        return notifications.all().stream().filter(one -> isOf(due, one)).toList();
    }

    private boolean isOf(Due due, Notice notice) {
        return due.isIn(notice, illness(due).names());
    }

    private Illness illness(Due due) {
        return Objects.requireNonNull(illnesses.get(due.illness()));
    }

    private <T extends AutoCloseable> T keep(T one) {
        started.add(one);
        return one;
    }
}
