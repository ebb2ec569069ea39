package dev.sidelight.emulator.environment;

import java.util.List;
import java.util.Optional;

/** What is asked of Secrets Manager: {@code arn:…:secret:NAME}, or with {@code :json-key:version-stage:version-id}. */
record SecretArn(String secret, Optional<String> jsonKey, Optional<String> stage, Optional<String> versionId) {
    private static final int FIELDS = 7;
    private static final int FIELDS_WITH_PARAMETERS = 10;

    /** Empty when it has neither none of the parameters nor a place for each. */
    static Optional<SecretArn> of(String valueFrom) {
        List<String> fields = List.of(valueFrom.split(":", -1));
        if (fields.size() == FIELDS) {
            return Optional.of(new SecretArn(valueFrom, Optional.empty(), Optional.empty(), Optional.empty()));
        }
        if (fields.size() != FIELDS_WITH_PARAMETERS) {
            return Optional.empty();
        }
        return Optional.of(new SecretArn(
                String.join(":", fields.subList(0, FIELDS)),
                given(fields.get(FIELDS)),
                given(fields.get(FIELDS + 1)),
                given(fields.get(FIELDS + 2))));
    }

    private static Optional<String> given(String field) {
        return Optional.of(field).filter(text -> !text.isEmpty());
    }
}
