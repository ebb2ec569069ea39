package dev.sidelight.task;

import java.util.Optional;

/** The eight counters of a network interface, cumulative. */
public record InterfaceCounters(
        Optional<Count> receiveBytes,
        Optional<Count> receivePackets,
        Optional<Count> receiveErrors,
        Optional<Count> receiveDropped,
        Optional<Count> transmitBytes,
        Optional<Count> transmitPackets,
        Optional<Count> transmitErrors,
        Optional<Count> transmitDropped) {}
