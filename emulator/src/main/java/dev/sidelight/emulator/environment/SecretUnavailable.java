package dev.sidelight.emulator.environment;

/** A secret that cannot be fetched. */
final class SecretUnavailable extends Exception {
    private static final long serialVersionUID = 1;
    private final transient SecretFault fault;

    SecretUnavailable(SecretFault fault) {
        super(fault.toString());
        this.fault = fault;
    }

    SecretFault fault() {
        return fault;
    }
}
