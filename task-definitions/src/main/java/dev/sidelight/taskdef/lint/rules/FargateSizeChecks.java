package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Quantity;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.OptionalLong;

/** The checks of sizes, of {@link FargateRules}. */
final class FargateSizeChecks {

    private static final int LEAST_STORAGE = 21;
    private static final int MOST_STORAGE = 200;
    private static final long NEWEST_CPU = 32768;

    private FargateSizeChecks() {}

    static void taskSize(Subject subject, Findings out) {
        for (String field : List.of("cpu", "memory")) {
            if (subject.at(field).isAbsent()) {
                out.at(subject.at(field), field + " is missing at the task level");
            }
        }
    }

    static void pair(Subject subject, Findings out) {
        Spot cpu = subject.at("cpu");
        Spot memory = subject.at("memory");
        OptionalLong units = Quantity.cpu(cpu);
        OptionalLong mebibytes = Quantity.memory(memory);
        if (cpu.isKnown()
                && (units.isEmpty() || FargateSizes.memories(units.getAsLong()).isEmpty())) {
            out.at(cpu, "Fargate has no size of cpu " + cpu.raw().orElse("?"), "take one of " + FargateSizes.cpus());
        } else if (memory.isKnown() && mebibytes.isEmpty()) {
            out.at(memory, "memory \"" + memory.raw().orElse("?") + "\" is no amount of memory");
        } else if (units.isPresent()
                && mebibytes.isPresent()
                && !FargateSizes.exists(units.getAsLong(), mebibytes.getAsLong())) {
            out.at(
                    memory,
                    "cpu " + units.getAsLong() + " goes with a memory of " + FargateSizes.words(units.getAsLong())
                            + ", not " + mebibytes.getAsLong(),
                    FargateSizes.next(units.getAsLong(), mebibytes.getAsLong())
                            .map(size -> "the next size up is cpu \"" + size.cpu() + "\" with memory \"" + size.memory()
                                    + "\"")
                            .orElse("there is no larger size"));
        }
    }

    static void newest(Subject subject, Findings out) {
        if (Quantity.cpu(subject.at("cpu")).orElse(0) == NEWEST_CPU) {
            out.at(subject.at("cpu"), "cpu 32768 is the newest size, which not every Region may have");
        }
    }

    static void ephemeralStorage(Subject subject, Findings out) {
        Spot size = subject.at("ephemeralStorage").at("sizeInGiB");
        size.number().ifPresent(gibibytes -> {
            if (gibibytes < LEAST_STORAGE || gibibytes > MOST_STORAGE) {
                out.at(size, gibibytes + " GiB of ephemeral storage are not 21 to 200");
            }
        });
    }
}
