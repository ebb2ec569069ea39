package dev.sidelight.emulator.definition;

import java.time.Duration;
import java.util.List;

/** A container's health check; the command is what is executed, {@code CMD-SHELL} resolved. */
public record HealthCheck(
        List<String> command, Duration interval, Duration timeout, int retries, Duration startPeriod) {
    public HealthCheck {
        command = List.copyOf(command);
    }
}
