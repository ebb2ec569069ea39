package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Quantity;
import dev.sidelight.taskdef.lint.rules.FargateSizes;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The CPU and memory that Sidelight gets, and the size that the task then needs.
 *
 * @param cpu its units; none where the others leave none
 * @param memory its hard limit, in MiB
 * @param reservation what is reserved for it, in MiB
 * @param sizes the task's {@code cpu} and {@code memory} that have to change
 */
record Room(OptionalLong cpu, long memory, long reservation, Map<String, String> sizes) {

    /** Measured: 62 MB resident without CloudWatch, of which 28 MB are its own. */
    private static final long MEMORY = 128;

    private static final long MEMORY_WITH_CLOUDWATCH = 160;
    private static final long RESERVATION = 64;
    private static final long RESERVATION_WITH_CLOUDWATCH = 96;
    private static final long CPU = 32;

    /** What Linux gives a container that names none; more would put Sidelight before the application. */
    private static final long LEAST_CPU = 2;

    private static final long SMALLEST_FARGATE = 256;
    private static final long UNIT = 1024;

    Room {
        sizes = Map.copyOf(sizes);
    }

    static Room decide(Task task, boolean cloudwatch, Remarks remarks) {
        long need = cloudwatch ? MEMORY_WITH_CLOUDWATCH : MEMORY;
        Optional<Spot> earlier = task.own().map(own -> own.at("memory"));
        long reserved = task.own()
                .map(own -> own.at("memoryReservation").number().orElse(0))
                .orElse(0L);
        long memory = Math.max(
                Math.max(need, reserved),
                earlier.map(spot -> spot.number().orElse(0)).orElse(0L));
        return new Room(
                cpu(task, remarks),
                memory,
                cloudwatch ? RESERVATION_WITH_CLOUDWATCH : RESERVATION,
                sizes(task, memory, remarks));
    }

    private static OptionalLong cpu(Task task, Remarks remarks) {
        boolean silent = task.others().stream()
                .map(container -> container.at("cpu"))
                .anyMatch(cpu -> cpu.isAbsent() || cpu.number().orElse(1) == 0);
        long wanted = silent ? LEAST_CPU : CPU;
        OptionalLong all = Quantity.cpu(task.at("cpu"));
        if (task.at("cpu").isUnknown() && task.own().isEmpty()) {
            remarks.note(
                    task.definition(),
                    "the task's cpu is not known here; that " + wanted + " units more fit was not checked");
        }
        if (all.isEmpty()) {
            return OptionalLong.of(wanted);
        }
        long left = all.getAsLong()
                - task.others().stream()
                        .mapToLong(container -> container.at("cpu").number().orElse(0))
                        .sum();
        if (left < LEAST_CPU && task.own().isEmpty()) {
            remarks.note(
                    task.definition(),
                    "the containers have all of the task's cpu " + all.getAsLong()
                            + ", so none is set for Sidelight: it runs on what they leave idle");
        }
        return left < LEAST_CPU ? OptionalLong.empty() : OptionalLong.of(Math.min(wanted, left));
    }

    private static Map<String, String> sizes(Task task, long memory, Remarks remarks) {
        Spot spot = task.at("memory");
        long sum = memory + task.others().stream().mapToLong(Room::memory).sum();
        boolean guessed = task.others().stream().anyMatch(Room::isUnknown);
        OptionalLong known = Quantity.memory(spot);
        if (guessed) {
            remarks.note(
                    task.definition(),
                    "memory of other containers is not known here; that Sidelight's " + memory
                            + " MiB fit was not fully checked");
        }
        if (spot.isUnknown()) {
            unknown(task, spot, sum, memory, remarks);
        }
        if (known.isEmpty() || sum <= known.getAsLong()) {
            return Map.of();
        }
        return task.isSizedForFargate()
                ? fargate(task, known.getAsLong(), sum, remarks)
                : instance(task, known.getAsLong(), sum, remarks);
    }

    private static void unknown(Task task, Spot spot, long sum, long memory, Remarks remarks) {
        String otherwise = task.definition()
                .parameterDefault(spot)
                .filter(text -> text.matches("\\d{1,9}") && Long.parseLong(text) < sum)
                .map(text ->
                        "; its default " + text + " is less than the " + sum + " MiB that the containers add up to")
                .orElse("");
        remarks.note(
                task.definition(),
                "the task's memory is not known here; that " + memory + " MiB more fit was not checked" + otherwise);
    }

    private static long memory(Container container) {
        return container
                .at("memory")
                .number()
                .orElseGet(() -> container.at("memoryReservation").number().orElse(0));
    }

    private static boolean isUnknown(Container container) {
        return container.at("memory").isUnknown()
                || (container.at("memory").isAbsent()
                        && container.at("memoryReservation").isUnknown());
    }

    private static Map<String, String> fargate(Task task, long had, long sum, Remarks remarks) {
        OptionalLong cpu = Quantity.cpu(task.at("cpu"));
        Optional<FargateSizes.Size> next = FargateSizes.next(cpu.orElse(SMALLEST_FARGATE), sum);
        if (next.isEmpty() || cpu.isEmpty()) {
            remarks.problem(
                    task.definition(),
                    "SL103: the containers' memory would add up to " + sum + " MiB, more than the task's " + had
                            + ", and "
                            + (cpu.isEmpty()
                                    ? "without knowing its cpu the next size of Fargate cannot be told; raise its memory first"
                                    : "Fargate has no larger size; lower a container's memory first"));
            return Map.of();
        }
        Map<String, String> sizes = new LinkedHashMap<>();
        FargateSizes.Size size = next.get();
        sizes.put("memory", form(task.at("memory"), size.memory()));
        if (size.cpu() != cpu.getAsLong()) {
            sizes.put("cpu", form(task.at("cpu"), size.cpu()));
        }
        remarks.note(
                task.definition(),
                "the containers' memory adds up to " + sum + " MiB, more than the task's " + had
                        + ": its size is now cpu " + size.cpu() + ", memory " + size.memory()
                        + ", the next that Fargate has, and is billed as such");
        return sizes;
    }

    private static Map<String, String> instance(Task task, long had, long sum, Remarks remarks) {
        remarks.note(
                task.definition(),
                "the containers' memory adds up to " + sum + " MiB, more than the task's " + had + ", which is now "
                        + sum);
        return Map.of("memory", form(task.at("memory"), sum));
    }

    /** In the unit that the definition has. */
    private static String form(Spot spot, long number) {
        String written = spot.raw().orElse("").strip().toLowerCase(Locale.ROOT);
        boolean gigabytes = written.endsWith("gb");
        boolean processors = written.endsWith("vcpu");
        if (!gigabytes && !processors) {
            return String.valueOf(number);
        }
        String divided = BigDecimal.valueOf(number)
                .divide(BigDecimal.valueOf(UNIT))
                .stripTrailingZeros()
                .toPlainString();
        return divided + (gigabytes ? " GB" : " vCPU");
    }
}
