package dev.sidelight.emulator.definition;

/** A port that a container listens on. */
public record PortMapping(int containerPort, int hostPort, String protocol) {}
