package dev.sidelight.health;

import dev.sidelight.task.Container;

/** What ECS reports of the container's own health check, believed at once: ECS has debounced it by its retries. */
public record ReportedHealth(Timing timing) implements Rule {

    /** Its name. */
    public static final String NAME = "reportedHealth";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean hasGrace() {
        return false;
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        return subject.container()
                .flatMap(measured -> measured.container().health())
                .map(ReportedHealth::judge)
                .orElse(Judgement.NOT_APPLICABLE);
    }

    private static Judgement judge(Container.Health health) {
        return switch (health.status()) {
            case HEALTHY -> Judgement.good("ECS reports HEALTHY");
            case UNHEALTHY -> Judgement.bad("ECS reports its health check as UNHEALTHY" + details(health));
            case UNKNOWN -> Judgement.unknown("its health check has no result yet");
        };
    }

    /** Never the check's output, which may hold secrets. */
    private static String details(Container.Health health) {
        String since = health.since().map(at -> " since " + at).orElse("");
        if (health.exitCode().isEmpty()) {
            return since;
        }
        long code = health.exitCode().getAsLong();
        return since + (code == -1 ? ", the last one timed out" : ", the last one exited with code " + code);
    }
}
