package dev.sidelight.agent.check;

import dev.sidelight.health.Check;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.CheckResult.Outcome;
import dev.sidelight.task.Moment;
import dev.sidelight.task.MomentSource;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A check of one container and its last result; asked on a thread of its own, and never twice at the same time. */
final class AskedCheck {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.check");

    private final String container;
    private final Check check;
    private final Callable<Outcome> asking;
    private final Executor threads;
    private final MomentSource time;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile Optional<CheckResult> last = Optional.empty();

    /** @param asking blocks, for about the check's timeout at most */
    AskedCheck(String container, Check check, Callable<Outcome> asking, Executor threads, MomentSource time) {
        this.container = container;
        this.check = check;
        this.asking = asking;
        this.threads = threads;
        this.time = time;
    }

    Optional<CheckResult> last() {
        return last;
    }

    /** Begins to ask, unless that is under way. Never throws, or the schedule that calls it would end. */
    void ask() {
        if (!underWay.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(this::askNow);
        } catch (RejectedExecutionException e) {
            underWay.set(false); // we are closing
        } catch (RuntimeException | Error e) { // most often: no thread can be made
            take(notAsked(e));
            underWay.set(false);
        }
    }

    private void askNow() {
        try {
            Moment start = time.now();
            Outcome outcome = asking.call();
            take(outcome instanceof Outcome.Failed && wasHeldUp(start) ? stoodStill() : outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // we are closing
        } catch (Exception | Error e) {
            take(notAsked(e));
        } finally {
            underWay.set(false);
        }
    }

    /** Whether it took so much longer than its timeout that it was our time that ran out: we were frozen, or starved. */
    private boolean wasHeldUp(Moment start) {
        return time.now().since(start).compareTo(check.timeout().multipliedBy(2)) > 0;
    }

    private static Outcome stoodStill() {
        return new Outcome.Inconclusive("was asked while the sidecar itself stood still");
    }

    private static Outcome notAsked(Throwable failure) {
        return new Outcome.Inconclusive("could not be asked: " + ExceptionText.of(failure));
    }

    private void take(Outcome outcome) {
        boolean before = last.filter(result -> result.outcome() instanceof Outcome.Inconclusive)
                .isPresent();
        last = Optional.of(CheckResult.of(check, last, time.now(), outcome));
        if (outcome instanceof Outcome.Inconclusive inconclusive) {
            LOG.log(
                    before ? Level.DEBUG : Level.WARNING,
                    "container {0}: {1} {2}; that is no failure of its own",
                    container,
                    check.question(),
                    inconclusive.why());
        } else if (before) {
            LOG.log(Level.INFO, "container {0}: {1} can be asked again", container, check.question());
        }
    }
}
