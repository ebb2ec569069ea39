package dev.sidelight.agent.check;

import dev.sidelight.health.Check;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.CheckResult.Outcome;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.HttpCheck;
import dev.sidelight.health.TcpCheck;
import dev.sidelight.task.MomentSource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the checks of a policy and holds their last results. One thread keeps the schedule; each asking has one of its
 * own, so that neither a poll nor another check is held up. Not virtual ones: a lookup of a name or a long match would
 * keep their carrier, of which a task of one vCPU or less has one.
 */
public final class Checks implements CheckResult.Source, AutoCloseable {

    private static final Duration LEAST_LEFT = Duration.ofMillis(1);

    private final MomentSource time;
    private final Lookup.Resolver resolver;
    private final Map<Key, AskedCheck> asked = new ConcurrentHashMap<>();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("checks").factory());
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("check-", 0).factory());
    private final HttpAsking http = new HttpAsking(threads);

    private Checks(MomentSource time, Lookup.Resolver resolver) {
        this.time = time;
        this.resolver = resolver;
    }

    private record Key(String container, String check) {}

    /** Starts the checks of all containers that {@code policy} names. */
    public static Checks start(HealthPolicy policy, MomentSource time) {
        return start(policy, time, InetAddress::getByName);
    }

    static Checks start(HealthPolicy policy, MomentSource time, Lookup.Resolver resolver) {
        Checks checks = new Checks(time, resolver);
        policy.containers()
                .forEach((name, container) -> container.rules().stream()
                        .filter(Check.class::isInstance)
                        .map(Check.class::cast)
                        .forEach(check -> checks.schedule(name, check)));
        return checks;
    }

    @Override
    public Optional<CheckResult> of(String container, Check check) {
        return Optional.ofNullable(asked.get(new Key(container, check.name()))).flatMap(AskedCheck::last);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        threads.shutdownNow();
        http.close();
    }

    /** With a fixed delay: at a fixed rate all that was missed while we were frozen would be asked at once. */
    private void schedule(String container, Check check) {
        AskedCheck one = new AskedCheck(container, check, asking(check), threads, time);
        asked.put(new Key(container, check.name()), one);
        Future<?> _ =
                schedule.scheduleWithFixedDelay(one::ask, 0, check.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The name is looked up first, though the HTTP client does so again, from the JDK's cache: that is our own part. */
    private Callable<Outcome> asking(Check check) {
        Lookup lookup = new Lookup(host(check), resolver, threads);
        return () -> {
            long end = System.nanoTime() + check.timeout().toNanos();
            InetAddress address = lookup.within(check.timeout());
            Duration left = Duration.ofNanos(Math.max(LEAST_LEFT.toNanos(), end - System.nanoTime()));
            return switch (check) {
                case HttpCheck request -> http.ask(request, left);
                case TcpCheck connection -> TcpAsking.ask(connection, address, left);
            };
        };
    }

    private static String host(Check check) {
        return switch (check) {
            case HttpCheck request -> request.url().getHost();
            case TcpCheck connection -> connection.host();
        };
    }
}
