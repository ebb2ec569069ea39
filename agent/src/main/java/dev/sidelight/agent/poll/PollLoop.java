package dev.sidelight.agent.poll;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs polls at a fixed rate on the one poller thread, whatever a poll throws. */
public final class PollLoop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.poll");

    private final ScheduledExecutorService executor;
    private final Future<?> polls;

    private PollLoop(ScheduledExecutorService executor, Future<?> polls) {
        this.executor = executor;
        this.polls = polls;
    }

    /** One poll after the other; says of a row of unexpected failures the first only. */
    private static final class Polls implements Runnable {

        private final Poller poller;
        private boolean failing;

        Polls(Poller poller) {
            this.poller = poller;
        }

        /** A bug in one poll costs that poll, not all that would follow; the observation ages meanwhile, which is seen. */
        @Override
        public void run() {
            try {
                poller.poll();
                failing = false;
            } catch (RuntimeException | Error e) {
                LOG.log(failing ? Level.DEBUG : Level.ERROR, "a poll failed unexpectedly; please report this", e);
                failing = true;
            }
        }
    }

    /** Starts polling, at once and then every {@code interval}. */
    public static PollLoop start(Poller poller, Duration interval) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("poller").factory());
        return new PollLoop(
                executor, executor.scheduleAtFixedRate(new Polls(poller), 0, interval.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        polls.cancel(true);
        executor.shutdownNow();
    }
}
