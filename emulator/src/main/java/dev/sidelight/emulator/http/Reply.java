package dev.sidelight.emulator.http;

/** An answer, how it is delivered, and the gate that a stalled delivery waits at. */
public record Reply(Answer answer, Delivery delivery, Gate gate) {
    public static Reply whole(Answer answer) {
        return new Reply(answer, Delivery.WHOLE, new Gate());
    }
}
