package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Quantity;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.text.Nearest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checks of {@link ResourceRules}. */
final class ResourceChecks {

    private static final int LEAST_MEMORY = 6;
    private static final int LEAST_MEMORY_OF_OLD = 4;
    private static final long MOST_FILES = 1_048_576;
    private static final Pattern HEAP = Pattern.compile("MaxRAMPercentage|MaxRAMFraction|-Xmx|-XX:MaxRAM=");
    private static final Set<String> ULIMITS = Set.of(
            "core",
            "cpu",
            "data",
            "fsize",
            "locks",
            "memlock",
            "msgqueue",
            "nice",
            "nofile",
            "nproc",
            "rss",
            "rtprio",
            "rttime",
            "sigpending",
            "stack");

    private ResourceChecks() {}

    private static long sum(Subject subject, String field) {
        return subject.containers().stream()
                .mapToLong(container -> container.at(field).number().orElse(0))
                .sum();
    }

    static void cpuSum(Subject subject, Findings out) {
        long sum = sum(subject, "cpu");
        Quantity.cpu(subject.at("cpu")).ifPresent(task -> {
            if (sum > task) {
                out.at(subject.at("cpu"), "the containers' cpu adds up to " + sum + ", the task has " + task);
            }
        });
    }

    static void memorySum(Subject subject, Findings out) {
        Quantity.memory(subject.at("memory")).ifPresent(task -> {
            long mixed = subject.containers().stream()
                    .mapToLong(container -> container
                            .at("memory")
                            .number()
                            .orElse(container.at("memoryReservation").number().orElse(0)))
                    .sum();
            for (String field : List.of("memory", "memoryReservation")) {
                long sum = sum(subject, field);
                if (sum > task) {
                    out.at(
                            subject.at("memory"),
                            "the containers' " + field + " adds up to " + sum + " MiB, the task has " + task);
                    return;
                }
            }
            if (mixed > task) {
                out.at(
                        subject.at("memory"),
                        "the containers' memory, or else memoryReservation, adds up to " + mixed + " MiB, the task has "
                                + task);
            }
        });
    }

    static void memoryMissing(Subject subject, Findings out) {
        if (!subject.isSurelyNotFargate() || subject.at("memory").isPresent()) {
            return;
        }
        for (Container container : subject.containers()) {
            if (container.at("memory").isAbsent()
                    && container.at("memoryReservation").isAbsent()) {
                out.at(
                        container.at("memory"),
                        "container " + container.label()
                                + " has neither memory nor memoryReservation, and the task has no memory");
            }
        }
    }

    static void memoryBounds(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot memory = container.at("memory");
            Spot reservation = container.at("memoryReservation");
            least(memory, out);
            least(reservation, out);
            if (memory.number().orElse(Long.MAX_VALUE) < reservation.number().orElse(0)) {
                out.at(
                        memory,
                        "memory " + memory.raw().orElse("?") + " is below memoryReservation "
                                + reservation.raw().orElse("?"));
            }
        }
    }

    private static void least(Spot memory, Findings out) {
        memory.number().ifPresent(mebibytes -> {
            if (mebibytes < LEAST_MEMORY) {
                out.at(
                        memory,
                        mebibytes < LEAST_MEMORY_OF_OLD ? ERROR : WARNING,
                        memory.name() + " " + mebibytes + " is below the least of 6 MiB");
            }
        });
    }

    static void javaHeap(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            boolean limited = container.at("memory").isPresent()
                    || container.at("environmentFiles").isPresent()
                    || Stream.concat(
                                    container.arguments().stream(),
                                    container.at("environment").items().stream()
                                            .flatMap(variable -> variable.at("value").raw().stream()))
                            .anyMatch(text -> HEAP.matcher(text).find());
            if (container.image().isJvm() && !limited) {
                out.at(
                        container.at("memory"),
                        "container " + container.label()
                                + " runs Java with neither a memory limit nor MaxRAMPercentage");
            }
        }
    }

    static void sidecarMemory(Subject subject, Findings out) {
        boolean alone = subject.containers().size() < 2;
        // What Sidelight alone stands beside is the application.
        boolean watched = subject.containers().size() - subject.sidecars().size() < 2;
        for (Container container : subject.containers()) {
            boolean sidecar =
                    container.isSidelight() ? !alone : container.image().isSidecar() && !watched;
            if (sidecar && container.at("memory").isAbsent()) {
                out.at(container.at("memory"), "the sidecar " + container.label() + " has no memory limit");
            }
        }
    }

    static void ulimits(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            for (Spot ulimit : container.at("ulimits").items()) {
                ulimit(subject, ulimit, out);
            }
        }
    }

    private static void ulimit(Subject subject, Spot ulimit, Findings out) {
        Spot name = ulimit.at("name");
        Spot soft = ulimit.at("softLimit");
        Spot hard = ulimit.at("hardLimit");
        name.text()
                .filter(text -> !ULIMITS.contains(text))
                .ifPresent(text -> out.at(name, "there is no ulimit " + text + Nearest.hint(text, ULIMITS)));
        long most = hard.number().orElse(Long.MAX_VALUE);
        long wanted = soft.number().orElse(0);
        if (most >= 0 && (wanted < 0 ? Long.MAX_VALUE : wanted) > most) { // -1 is no limit
            out.at(
                    soft,
                    "softLimit " + soft.raw().orElse("?") + " is above hardLimit "
                            + hard.raw().orElse("?"));
        } else if (subject.isFargate() && name.is("nofile") && hard.number().orElse(0) > MOST_FILES) {
            out.at(hard, "Fargate has at most " + MOST_FILES + " open files");
        }
    }
}
