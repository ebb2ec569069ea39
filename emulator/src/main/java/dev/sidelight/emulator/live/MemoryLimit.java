package dev.sidelight.emulator.live;

import java.time.Duration;
import java.util.function.Predicate;

/** Ends a container as the kernel does, once it has more memory than its limit and nothing to give back. */
record MemoryLimit(String container, long bytes) {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    static MemoryLimit ofMib(String container, int mib) {
        return new MemoryLimit(container, (long) mib << 20);
    }

    void watch(Sampling sampling, Predicate<Duration> endsWithin, Runnable kill) {
        while (!endsWithin.test(LOOK_AGAIN)) {
            long unreclaimable = sampling.unreclaimableBytes();
            if (unreclaimable > bytes) {
                System.err.println("emulator: " + container + " is out of memory: it has " + (unreclaimable >> 20)
                        + " of " + (bytes >> 20) + " MiB");
                kill.run();
            }
        }
    }
}
