package dev.sidelight.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What some threads have allocated so far. */
record Allocated(List<Long> threads) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    Allocated {
        threads = List.copyOf(threads);
    }

    /** By the present thread. */
    static Allocated here() {
        return new Allocated(List.of(Thread.currentThread().threadId()));
    }

    /** By the threads that run now and whose names begin so. */
    static Allocated of(String prefix) {
        List<Long> found = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith(prefix))
                .map(thread -> thread.getThreadId())
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("no thread's name begins with " + prefix);
        }
        return new Allocated(found);
    }

    /** By these and by those. */
    Allocated and(String prefix) {
        return new Allocated(
                Stream.concat(threads.stream(), of(prefix).threads.stream()).toList());
    }

    /** Without allocating, which would be counted too. */
    long bytes() {
        long bytes = 0;
        for (int i = 0; i < threads.size(); i++) {
            bytes += THREADS.getThreadAllocatedBytes(threads.get(i));
        }
        return bytes;
    }
}
