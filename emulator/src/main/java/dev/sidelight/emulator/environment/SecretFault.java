package dev.sidelight.emulator.environment;

/** Why there is no value for a reference to Secrets Manager. */
sealed interface SecretFault {
    /** The ARN has too few or too many colons. */
    record MalformedArn(String valueFrom) implements SecretFault {}

    /** Secrets Manager's own error. */
    record Refused(String secret, String code, String message) implements SecretFault {
        static final String NOT_FOUND = "ResourceNotFoundException";

        static Refused notFound(String secret, String what) {
            return new Refused(secret, NOT_FOUND, "Secrets Manager can't find the specified secret" + what);
        }
    }

    /** A JSON key is asked of a secret that is no JSON object; {@code said} is what Go's decoder says. */
    record NotJson(String said) implements SecretFault {}

    record NoKey(String key) implements SecretFault {}
}
