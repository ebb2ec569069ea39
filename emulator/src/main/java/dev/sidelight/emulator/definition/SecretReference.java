package dev.sidelight.emulator.definition;

/** A variable whose value ECS fetches: {@code valueFrom} names a secret or a parameter. */
public record SecretReference(String name, String valueFrom) {
    /** Else it is of Parameter Store. */
    public boolean ofSecretsManager() {
        return valueFrom.startsWith("arn:") && valueFrom.contains(":secretsmanager:");
    }
}
