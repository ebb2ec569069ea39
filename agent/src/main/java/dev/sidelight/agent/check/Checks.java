package dev.sidelight.agent.check;

import dev.sidelight.health.Check;
import dev.sidelight.health.CheckResult;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.HttpCheck;
import dev.sidelight.health.TcpCheck;
import dev.sidelight.task.MomentSource;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs the checks of a policy and holds their last results. One thread starts them; none waits for an answer, so that
 * neither a poll nor another check is held up.
 */
public final class Checks implements CheckResult.Source, AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.check");

    private final MomentSource time;
    private final Map<Key, CheckResult> results = new ConcurrentHashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("checks").factory());
    private final HttpAsking http = new HttpAsking(executor);

    private Checks(MomentSource time) {
        this.time = time;
    }

    private record Key(String container, String check) {}

    /** Starts the checks of all containers that {@code policy} names. */
    public static Checks start(HealthPolicy policy, MomentSource time) {
        Checks checks = new Checks(time);
        policy.containers()
                .forEach((name, container) -> container.rules().stream()
                        .filter(Check.class::isInstance)
                        .map(Check.class::cast)
                        .forEach(check -> checks.schedule(name, check)));
        return checks;
    }

    @Override
    public Optional<CheckResult> of(String container, Check check) {
        return Optional.ofNullable(results.get(new Key(container, check.name())));
    }

    @Override
    public void close() {
        executor.shutdownNow();
        http.close();
    }

    private void schedule(String container, Check check) {
        Key key = new Key(container, check.name());
        Future<?> _ = executor.scheduleAtFixedRate(
                () -> ask(key, check), 0, check.interval().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void ask(Key key, Check check) {
        try {
            CompletableFuture<Void> _ =
                    answer(check).thenAccept(failure -> results.put(key, new CheckResult(time.now(), failure)));
        } catch (RuntimeException e) { // or the schedule would end, and the rule be unknown for ever without a word
            LOG.log(Level.ERROR, check.question() + " cannot be asked; please report this", e);
        }
    }

    private CompletableFuture<Optional<String>> answer(Check check) {
        return switch (check) {
            case HttpCheck request -> http.ask(request);
            case TcpCheck connection -> TcpAsking.ask(connection);
        };
    }
}
