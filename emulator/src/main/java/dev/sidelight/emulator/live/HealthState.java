package dev.sidelight.emulator.live;

import java.time.Instant;

/**
 * What ECS knows of a container's health check.
 *
 * @param status empty while it has no result that counts
 * @param exitCode of the last probe; -1 when it timed out
 * @param streak failures in a row that count
 */
record HealthState(String status, Instant since, int exitCode, String output, int streak) {
    static final String HEALTHY = "HEALTHY";
    static final String UNHEALTHY = "UNHEALTHY";
    static final HealthState STARTING = new HealthState("", Instant.EPOCH, 0, "", 0);

    /** What one run of the check said. */
    record Probe(int exitCode, String output) {}

    /** After a probe, as Docker counts: failures in the start period count only once it has been healthy. */
    HealthState after(Probe probe, boolean inStartPeriod, int retries, Instant now) {
        if (probe.exitCode() == 0) {
            return in(HEALTHY, probe, 0, now);
        }
        int failures = inStartPeriod && status.isEmpty() ? 0 : streak + 1;
        return in(failures >= retries ? UNHEALTHY : status, probe, failures, now);
    }

    private HealthState in(String next, Probe probe, int failures, Instant now) {
        return new HealthState(next, next.equals(status) ? since : now, probe.exitCode(), probe.output(), failures);
    }
}
