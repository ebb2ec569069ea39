package dev.sidelight.task;

import java.util.OptionalDouble;

/** What bounds a container or a task; absent where nothing does. */
public record EffectiveLimits(OptionalDouble vcpus, OptionalDouble memoryBytes) {}
