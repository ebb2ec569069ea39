package dev.sidelight.task;

import java.util.OptionalDouble;

/**
 * Configured limits as {@code /task} gives them, absent where the field is.
 *
 * @param cpu of a task in vCPU; of a container in CPU units, 1,024 to a vCPU
 * @param memoryMib in MiB
 */
public record Limits(OptionalDouble cpu, OptionalDouble memoryMib) {

    /** Neither is configured. */
    public static final Limits NONE = new Limits(OptionalDouble.empty(), OptionalDouble.empty());

    private static final double UNITS_PER_VCPU = 1024;
    private static final double BYTES_PER_MIB = 1 << 20;
    /** Agents report 2 CPU units, the kernel's least, where nothing is configured (metadata-v4, section 4). */
    private static final double LEAST_CPU_UNITS = 2;

    /** A task's limits in vCPU and bytes. */
    static EffectiveLimits ofTask(Limits task) {
        return new EffectiveLimits(above(task.cpu, 0), scaled(above(task.memoryMib, 0), BYTES_PER_MIB));
    }

    /** What limits a container: its own limit where it has one, else the task's, else nothing. */
    static EffectiveLimits ofContainer(Limits container, EffectiveLimits task) {
        OptionalDouble cpu = scaled(above(container.cpu, LEAST_CPU_UNITS), 1 / UNITS_PER_VCPU);
        OptionalDouble memory = scaled(above(container.memoryMib, 0), BYTES_PER_MIB);
        return new EffectiveLimits(
                cpu.isPresent() ? cpu : task.vcpus(), memory.isPresent() ? memory : task.memoryBytes());
    }

    private static OptionalDouble above(OptionalDouble value, double floor) {
        return value.isPresent() && value.getAsDouble() > floor ? value : OptionalDouble.empty();
    }

    private static OptionalDouble scaled(OptionalDouble value, double factor) {
        return value.isPresent() ? OptionalDouble.of(value.getAsDouble() * factor) : value;
    }
}
