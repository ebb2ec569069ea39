package dev.sidelight.agent.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidelight.agent.Observed;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.CheckResult.Outcome;
import dev.sidelight.health.TcpCheck;
import dev.sidelight.health.Timing;
import dev.sidelight.task.Moment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class AskedCheckTest {

    private static final TcpCheck CHECK = new TcpCheck(
            "127.0.0.1", 80, Duration.ofSeconds(10), Duration.ofSeconds(2), Timing.of(Duration.ofSeconds(30)));

    private final AtomicReference<Moment> now = new AtomicReference<>(Observed.START);
    private final AtomicReference<Duration> takes = new AtomicReference<>(Duration.ofSeconds(2));
    private final Deque<Runnable> begun = new ArrayDeque<>();

    @Test
    void askingUnderWayIsNotBegunAgain() {
        AskedCheck check = asked(new Outcome.Passed());
        check.ask();
        check.ask();
        assertThat(begun).hasSize(1);
        begun.remove().run();
        check.ask();
        assertThat(begun).hasSize(1);
    }

    @Test
    void failureWhileTheSidecarStoodStillIsNone() {
        AskedCheck check = asked(new Outcome.Failed("gave no whole answer within 2s"));
        run(check);
        assertThat(outcome(check)).isInstanceOf(Outcome.Failed.class);
        takes.set(Duration.ofSeconds(60));
        run(check);
        assertThat(outcome(check))
                .isEqualTo(new Outcome.Inconclusive("was asked while the sidecar itself stood still"));
    }

    @Test
    void whateverIsThrownIsAResult() {
        AskedCheck check = new AskedCheck(
                "app",
                CHECK,
                () -> {
                    throw new AssertionError("odd\nthing");
                },
                begun::add,
                now::get);
        run(check);
        assertThat(outcome(check))
                .isEqualTo(new Outcome.Inconclusive("could not be asked: AssertionError (odd thing)"));
    }

    @Test
    void threadThatCannotBeMadeIsAResult() {
        AskedCheck check = new AskedCheck(
                "app",
                CHECK,
                Outcome.Passed::new,
                _ -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                now::get);
        check.ask();
        assertThat(outcome(check)).isInstanceOf(Outcome.Inconclusive.class);
    }

    @Test
    void resultKnowsWhetherTheOneBeforeHadFailedLately() {
        AskedCheck check = asked(new Outcome.Failed("f"));
        run(check);
        Moment first = check.last().orElseThrow().at();
        assertThat(check.last().flatMap(CheckResult::failedBefore)).isEmpty();
        run(check);
        assertThat(check.last().flatMap(CheckResult::failedBefore)).hasValue(first);
        now.updateAndGet(moment -> moment.plus(Duration.ofSeconds(60)));
        run(check);
        assertThat(check.last().flatMap(CheckResult::failedBefore)).isEmpty();
    }

    private AskedCheck asked(Outcome outcome) {
        return new AskedCheck(
                "app",
                CHECK,
                () -> {
                    now.updateAndGet(moment -> moment.plus(takes.get()));
                    return outcome;
                },
                begun::add,
                now::get);
    }

    private void run(AskedCheck check) {
        check.ask();
        begun.remove().run();
    }

    private static Outcome outcome(AskedCheck check) {
        return check.last().orElseThrow().outcome();
    }
}
