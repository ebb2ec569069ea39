package dev.sidelight.agent.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Observed;
import dev.sidelight.health.Decision;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.health.Verdict;
import dev.sidelight.task.MissingStats;
import dev.sidelight.task.Moment;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ObservationTest {

    @Test
    void freshObservationIsItself() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        assertThat(observation.asOf(observation.at().plus(Duration.ofSeconds(15))))
                .isSameAs(observation);
    }

    @Test
    void observationThatNoPollFollowedEnds() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        Observation old =
                observation.asOf(observation.at().plus(Duration.ofSeconds(15).plusNanos(1)));
        assertThat(old.task()).isEmpty();
        assertThat(old.containers()).isEmpty();
        assertThat(old.taskPath().isUp()).isFalse();
        assertThat(old.statsPath().isUp()).isFalse();
        assertThat(old.taskPath().problem()).isEqualTo("no poll has ended for 15 s");
        assertThat(old.expiry()).isEmpty();
    }

    @Test
    void staleStatsLeaveTheLifecycle() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        Moment later = observation.at().plus(Duration.ofSeconds(10));
        Observation failing = observation.next(
                later,
                observation.taskPath().succeeded(later),
                observation.statsPath().failed(later, "timeout"),
                observation.task(),
                observation.health());
        assertThat(failing.expiry()).hasValue(observation.at().plus(Duration.ofSeconds(15)));
        Observation stale = failing.asOf(observation.at().plus(Duration.ofSeconds(16)));
        assertThat(stale.task()).isPresent();
        assertThat(stale.containers())
                .isNotEmpty()
                .allSatisfy(container -> assertThat(container.live()).isEmpty());
        assertThat(stale.containers().iterator().next().missing()).isEqualTo(Optional.of(MissingStats.ENDPOINT));
        assertThat(stale.health()).isSameAs(observation.health());
    }

    @Test
    void lostVerdictIsSinceTheExpiryWheneverItIsAskedFor() throws Exception {
        Observation observation = Observed.of("fargate", 2);
        for (int later : new int[] {16, 40}) {
            TaskHealth health = observation
                    .asOf(observation.at().plus(Duration.ofSeconds(later)))
                    .health();
            assertThat(health.containers())
                    .isNotEmpty()
                    .allSatisfy(container -> assertThat(container.decision())
                            .isEqualTo(new Decision(
                                    new Verdict.Unknown("the last poll says nothing any more"),
                                    observation.at().plus(Duration.ofSeconds(15)))));
        }
    }

    @Test
    void staleAfterThreePollsAndAtLeast15Seconds() {
        assertThat(Observation.staleAfter(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(15));
        assertThat(Observation.staleAfter(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void containersAreTheUsersByName() throws Exception {
        assertThat(Observed.of("fargate", 1).containers())
                .extracting(container -> container.container().name())
                .containsExactly("app", "job", "sidelight");
    }
}
