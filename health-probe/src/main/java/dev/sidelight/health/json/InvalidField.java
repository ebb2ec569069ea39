package dev.sidelight.health.json;

/** A value that a field cannot have. */
final class InvalidField extends Exception {

    private static final long serialVersionUID = 1;

    private final String member;

    InvalidField(String member) {
        super("", null, false, false);
        this.member = member;
    }

    /** The member that is wrong, of an object; else empty. */
    String member() {
        return member;
    }
}
