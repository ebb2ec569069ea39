package dev.sidelight.taskdef.lint.rule;

/** When a mistake shows. */
public enum Stage {
    REGISTRATION("registration refuses it"),
    RUN("it registers, and fails when it runs"),
    OPERATION("it works, and hurts silently"),
    SECURITY("a matter of security");

    private final String words;

    Stage(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
