package dev.sidelight.dashboards;

/** What a panel's numbers are in, by Grafana's name for it. */
public enum Unit {
    NONE("none"),
    SHORT("short"),
    /** 0-1. */
    RATIO("percentunit"),
    /** Powers of 1024. */
    BYTES("bytes"),
    BYTES_PER_SECOND("Bps"),
    PACKETS_PER_SECOND("pps"),
    OPERATIONS_PER_SECOND("ops"),
    SECONDS("s"),
    VCPUS("suffix: vCPU"),
    /** 1 or 0. */
    YES_NO("bool_yes_no"),
    /** Milliseconds since the epoch. */
    TIME("dateTimeAsIso");

    private final String grafana;

    Unit(String grafana) {
        this.grafana = grafana;
    }

    /** Its id in {@code fieldConfig.defaults.unit}. */
    public String grafana() {
        return grafana;
    }
}
