package dev.sidelight.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Prints the bytes that a poll and a scrape allocate, for 3 and 10 containers, as JSON: counts that do not depend on the
 * machine's mood, for {@code bench --check}.
 */
public final class Allocation {

    private static final int WARM_UP = 200;
    private static final int COUNTED = 200;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /** Takes nothing. */
    public static void main(String[] args) throws Exception {
        StringBuilder json = new StringBuilder("{");
        for (int containers : new int[] {3, 10}) {
            Documents documents = new Documents(containers);
            byte[] task = documents.task();
            Cycle cycle = Cycle.of(documents);
            long polls = 0;
            long scrapes = 0;
            for (int poll = 1; poll <= WARM_UP + COUNTED; poll++) {
                byte[] stats = documents.stats(poll);
                long before = allocated();
                cycle.decode(task, stats);
                cycle.measure();
                cycle.decide();
                cycle.render();
                long between = allocated();
                cycle.scrape();
                if (poll > WARM_UP) {
                    polls += between - before;
                    scrapes += allocated() - between;
                }
            }
            json.append(String.format(
                    Locale.ROOT,
                    "%s\"poll_bytes_%d\":%d,\"scrape_bytes_%d\":%d",
                    json.length() == 1 ? "" : ",",
                    containers,
                    polls / COUNTED,
                    containers,
                    scrapes / COUNTED));
        }
        System.out.println(json.append('}'));
    }

    private static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
