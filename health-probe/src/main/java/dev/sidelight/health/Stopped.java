package dev.sidelight.health;

import dev.sidelight.task.Container;
import java.util.List;

/**
 * The container has stopped with an exit code that is not in the list, while the task goes on. It was not essential
 * then, or ECS would have stopped the task.
 *
 * @param exitCodes those that are an orderly end
 */
public record Stopped(List<Long> exitCodes) implements Rule {

    private static final long SIGKILL = 137;
    private static final long SIGSEGV = 139;
    private static final long SIGTERM = 143;

    public Stopped {
        exitCodes = List.copyOf(exitCodes);
    }

    @Override
    public String name() {
        return "stopped";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public boolean judgesStopped() {
        return true;
    }

    @Override
    public boolean hasGrace() {
        return false;
    }

    @Override
    public Judgement judge(Subject subject, Memory before) {
        return subject.container().map(measured -> judge(measured.container())).orElse(Judgement.NOT_APPLICABLE);
    }

    private Judgement judge(Container container) {
        if (!container.isStopped()) {
            return Judgement.good("it runs");
        }
        if (container.exitCode().isEmpty()) {
            return Judgement.unknown("it has stopped without an exit code");
        }
        long code = container.exitCode().getAsLong();
        String stopped = "it has stopped with exit code " + code + meaning(code);
        return exitCodes.contains(code) ? Judgement.good(stopped) : Judgement.bad(stopped);
    }

    private static String meaning(long code) {
        if (code == SIGKILL) {
            return " (SIGKILL: most often out of memory)";
        }
        if (code == SIGSEGV) {
            return " (SIGSEGV)";
        }
        return code == SIGTERM ? " (SIGTERM)" : "";
    }
}
