package dev.sidelight.bench;

import dev.sidelight.endpoint.DecodeException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints the bytes that a poll and a scrape allocate, for 3 and 10 containers, as JSON: counts that do not depend on the
 * machine's mood, for {@code bench --check}. Once step by step on one thread, and once whole, over HTTP on loopback.
 */
public final class Allocation {

    private static final int WARM_UP = 200;
    private static final int COUNTED = 200;

    private final Map<String, Long> counts = new LinkedHashMap<>();

    private Allocation() {}

    /** Takes nothing. */
    public static void main(String[] args) throws Exception {
        Allocation allocation = new Allocation();
        for (int containers : new int[] {3, 10}) {
            allocation.steps(containers);
            allocation.whole(containers);
        }
        System.out.println(allocation.counts.entrySet().stream()
                .map(count -> String.format(Locale.ROOT, "\"%s\":%d", count.getKey(), count.getValue()))
                .collect(Collectors.joining(",", "{", "}")));
    }

    private void steps(int containers) throws DecodeException {
        Documents documents = new Documents(containers);
        byte[] task = documents.task();
        Cycle cycle = Cycle.of(documents);
        Allocated ours = Allocated.here();
        long polls = 0;
        long scrapes = 0;
        for (int poll = 1; poll <= WARM_UP + COUNTED; poll++) {
            byte[] stats = documents.stats(poll);
            long before = ours.bytes();
            cycle.decode(task, stats);
            cycle.measure();
            cycle.decide();
            cycle.render();
            long between = ours.bytes();
            cycle.scrape();
            if (poll > WARM_UP) {
                polls += between - before;
                scrapes += ours.bytes() - between;
            }
        }
        counts.put("poll_bytes_" + containers, polls / COUNTED);
        counts.put("scrape_bytes_" + containers, scrapes / COUNTED);
    }

    /** The poller and its endpoint's threads, then the server's: for a page that is made, and for one that is there. */
    private void whole(int containers) throws Exception {
        Documents documents = new Documents(containers);
        try (WholeCycle cycle = WholeCycle.start(documents)) {
            cycle.poll(documents.stats(0));
            cycle.scrape();
            Allocated poller = Allocated.here().and("endpoint-");
            Allocated server = Allocated.of("XNIO");
            long polls = 0;
            long first = 0;
            long next = 0;
            for (int poll = 1; poll <= WARM_UP + COUNTED; poll++) {
                byte[] stats = documents.stats(poll);
                long polling = poller.bytes();
                cycle.poll(stats);
                long polled = poller.bytes();
                long before = server.bytes();
                cycle.scrape();
                long between = server.bytes();
                cycle.scrape();
                if (poll > WARM_UP) {
                    polls += polled - polling;
                    first += between - before;
                    next += server.bytes() - between;
                }
            }
            counts.put("http_poll_bytes_" + containers, polls / COUNTED);
            counts.put("http_first_scrape_bytes_" + containers, first / COUNTED);
            counts.put("http_next_scrape_bytes_" + containers, next / COUNTED);
        }
    }
}
