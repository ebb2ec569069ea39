package dev.sidelight.task;

/** A network interface with its counters and rates. */
public record MeasuredInterface(String name, NetworkSample sample) {}
