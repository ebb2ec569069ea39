package dev.sidelight.emulator.fault;

import dev.sidelight.emulator.http.Delivery;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The faults an endpoint can show, each with the name it is set by, how it is delivered and what it does. */
public enum Fault {
    REFUSE("refuse", Delivery.WHOLE, "nothing listens: connections are refused, whatever the path"),
    NOT_FOUND("404", Delivery.WHOLE, "404 with a JSON string, as for an id the agent does not know"),
    TOO_MANY_REQUESTS("429", Delivery.WHOLE, "429 with X-Rate-Limit-Limit and X-Rate-Limit-Duration, as plain text"),
    SERVER_ERROR("500", Delivery.WHOLE, "500 with a JSON string"),
    SERVER_ERROR_EMPTY_OBJECT("500-empty-object", Delivery.WHOLE, "500 with {}, as when the agent cannot encode"),
    EMPTY_REPLY("empty-reply", Delivery.NOTHING, "the connection is closed without a byte"),
    TRUNCATED("truncated", Delivery.HALF, "half the body that Content-Length promises, then the connection is closed"),
    STALL("stall", Delivery.STALLED, "no byte of an answer until the fault is cleared"),
    STALL_BODY("stall-body", Delivery.STALLED_INSIDE, "half a body, and no more until the fault is cleared"),
    SLOW("slow", Delivery.DRIBBLED, "the body in dribbles over some 40 seconds"),
    WRONG_TYPES("wrong-types", Delivery.WHOLE, "numbers and lists as strings, TaskARN as a number"),
    NOT_JSON("not-json", Delivery.WHOLE, "200 with text that is no JSON"),
    FROZEN_READ("frozen-read", Delivery.WHOLE, "the answers stay as they were when the fault was set"),
    FALLEN_COUNTERS("fallen-counters", Delivery.WHOLE, "counters drop to a small value once and grow from there"),
    CLOCK_BACK("clock-back", Delivery.WHOLE, "read and preread are one hour back");

    private final String label;
    private final Delivery delivery;
    private final String description;

    Fault(String label, Delivery delivery, String description) {
        this.label = label;
        this.delivery = delivery;
        this.description = description;
    }

    /** The name it is set by, on the command line and at the control address. */
    public String label() {
        return label;
    }

    public Delivery delivery() {
        return delivery;
    }

    public String description() {
        return description;
    }

    public static Fault of(String label) {
        return Arrays.stream(values())
                .filter(fault -> fault.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown fault \"" + label + "\": valid are "
                        + Arrays.stream(values()).map(Fault::label).collect(Collectors.joining(", "))));
    }
}
