package dev.sidelight.agent.marker;

import dev.sidelight.agent.metric.Observation;
import dev.sidelight.health.ContainerHealth;
import dev.sidelight.health.TaskHealth;
import dev.sidelight.health.Verdict;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code CONTAINER.unhealthy} in a folder while that container is unhealthy by its gate, with the reasons in it:
 * written anew at each poll, so that its age shows whether the agent lives, and gone when the agent ends. On a thread of
 * its own, since a shared volume may hang; then only the latest observation counts.
 */
public final class Markers implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("dev.sidelight.agent.marker");
    private static final String SUFFIX = ".unhealthy";
    private static final long LAST_WORDS_MILLIS = 500;

    private final Path folder;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("markers").factory());
    private final AtomicReference<@Nullable Observation> latest = new AtomicReference<>();
    /** Confined to the executor's thread. */
    private boolean failing;

    private Markers(Path folder) {
        this.folder = folder;
    }

    /** Markers in {@code folder}; those of an earlier run go. */
    public static Markers in(Path folder) {
        Markers markers = new Markers(folder);
        markers.executor.execute(() -> markers.keep(Map.of()));
        return markers;
    }

    /** Brings the folder up to this observation, soon; once closed it stays empty. */
    public synchronized void show(Observation observation) {
        if (!executor.isShutdown() && latest.getAndSet(observation) == null) {
            executor.execute(this::keepLatest);
        }
    }

    @Override
    public void close() {
        end();
        try {
            if (!executor.awaitTermination(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end() {
        if (!executor.isShutdown()) {
            latest.set(null);
            executor.execute(() -> keep(Map.of()));
            executor.shutdown();
        }
    }

    private void keepLatest() {
        Observation observation = latest.getAndSet(null);
        if (observation != null) {
            keep(unhealthy(observation));
        }
    }

    private static Map<String, String> unhealthy(Observation observation) {
        Map<String, String> reasons = new TreeMap<>();
        TaskHealth health = observation.health();
        health.containers().stream()
                .map(ContainerHealth::name)
                .distinct()
                .flatMap(name -> health.named(name).stream())
                .filter(one -> one.gate().verdict() instanceof Verdict.Unhealthy)
                .forEach(one ->
                        reasons.put(one.name() + SUFFIX, one.gate().verdict().reason() + "\n"));
        return reasons;
    }

    /**
     * Makes the folder's markers these: first those of recovered containers go, for on a full volume nothing can be
     * written, and each by itself, for one that resists must not keep another.
     */
    private void keep(Map<String, String> markers) {
        List<Exception> failures = new ArrayList<>();
        for (Path path : present(failures)) {
            if (!markers.containsKey(path.getFileName().toString())) {
                attempt(() -> Files.deleteIfExists(path), failures);
            }
        }
        markers.forEach((name, reason) -> attempt(() -> write(folder.resolve(name), reason), failures));
        tell(failures);
    }

    private List<Path> present(List<Exception> failures) {
        List<Path> present = new ArrayList<>();
        attempt(
                () -> {
                    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
                        paths.forEach(present::add);
                    }
                },
                failures);
        return present;
    }

    /** A change of one file. */
    private interface Step {
        void take() throws IOException;
    }

    private static void attempt(Step step, List<Exception> failures) {
        try {
            step.take();
        } catch (IOException | RuntimeException e) {
            failures.add(e);
        }
    }

    /** Says when it begins to fail, and when it is well again. */
    private void tell(List<Exception> failures) {
        if (!failures.isEmpty()) {
            LOG.log(
                    failing ? Level.DEBUG : Level.WARNING,
                    "marker files in {0} cannot be written: {1}; they go on to count as healthy once they are old",
                    folder,
                    failures.getFirst());
        } else if (failing) {
            LOG.log(Level.INFO, "marker files in {0} can be written again", folder);
        }
        failing = !failures.isEmpty();
    }

    /** Whole or not at all: a reader never sees half of it. */
    private void write(Path marker, String reason) throws IOException {
        Path next = folder.resolve("." + marker.getFileName() + ".next");
        Files.write(next, reason.getBytes(StandardCharsets.UTF_8));
        Files.move(next, marker, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
