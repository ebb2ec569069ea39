package dev.sidelight.emulator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Docker's counting, a probe a second. */
class HealthStateTest {
    private static final int RETRIES = 3;
    private HealthState state = HealthState.STARTING;
    private int second;

    @Test
    void unhealthyAfterThatManyFailuresInARow() {
        assertThat(after(1, 1).status()).isEmpty();
        assertThat(after(0).status()).isEqualTo("HEALTHY");
        assertThat(after(1, 1).status()).isEqualTo("HEALTHY");
        assertThat(after(1).status()).isEqualTo("UNHEALTHY");
        assertThat(after(0).status()).isEqualTo("HEALTHY");
    }

    @Test
    void withoutASuccessItBecomesUnhealthyToo() {
        assertThat(after(1, 1, 1).status()).isEqualTo("UNHEALTHY");
    }

    @Test
    void failuresInTheStartPeriodAreNotCountedLater() {
        assertThat(within(1, 1, 1, 1).status()).isEmpty();
        assertThat(after(1, 1).status()).isEmpty();
        assertThat(after(1).status()).isEqualTo("UNHEALTHY");
    }

    @Test
    void successInTheStartPeriodEndsItsGrace() {
        assertThat(within(1, 0).status()).isEqualTo("HEALTHY");
        assertThat(within(1, 1, 1).status()).isEqualTo("UNHEALTHY");
    }

    @Test
    void sinceMovesWithTheStatusAlone() {
        assertThat(after(0, 0, 1).since()).isEqualTo(Instant.ofEpochSecond(1));
        assertThat(after(1, 1).since()).isEqualTo(Instant.ofEpochSecond(5));
    }

    @Test
    void exitCodeAndOutputAreThoseOfTheLastProbe() {
        assertThat(after(0, 7).exitCode()).isEqualTo(7);
        assertThat(state.output()).isEqualTo("exit 7");
        assertThat(after(0).exitCode()).isZero();
    }

    private HealthState after(int... codes) {
        return after(false, codes);
    }

    private HealthState within(int... codes) {
        return after(true, codes);
    }

    private HealthState after(boolean inStartPeriod, int... codes) {
        for (int code : codes) {
            HealthState.Probe probe = new HealthState.Probe(code, "exit " + code);
            state = state.after(probe, inStartPeriod, RETRIES, Instant.ofEpochSecond(++second));
        }
        return state;
    }
}
