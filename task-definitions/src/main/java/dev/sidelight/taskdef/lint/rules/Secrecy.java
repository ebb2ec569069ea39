package dev.sidelight.taskdef.lint.rules;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What names and values of environment variables tell of secrets. */
public final class Secrecy {

    private static final Set<String> CREDENTIALS =
            Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA");
    private static final Pattern NAME = Pattern.compile(
            "PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIAL|CONNECTION_?STRING",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HARMLESS_NAME = Pattern.compile(
            "(FILE|PATH|DIR|ARN|NAME|ID|TTL|EXPIRY|EXPIRATION|EXPIRES|EXPIRES_IN|URL|URI|ENDPOINT|ENABLED|LENGTH|TIMEOUT|"
                    + "HEADER|TYPE|REGION|PREFIX|COUNT|LIMIT|POLICY)$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HARMLESS_VALUE =
            Pattern.compile("(?i)true|false|yes|no|on|off|null|none|\\d{1,3}|arn:aws.*|/[\\w./-]+");
    /** What secrets look like, each behind a text that is in all of its kind and quickly looked for. */
    private static final Map<String, Pattern> VALUES = Map.of(
            "AKIA", Pattern.compile("\\bAKIA[A-Z0-9]{16}\\b"),
            "ASIA", Pattern.compile("\\bASIA[A-Z0-9]{16}\\b"),
            "eyJ", Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"),
            "-----BEGIN", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"),
            "://", Pattern.compile("[a-z0-9+.-]://[^/\\s:@]*:[^/\\s:@]+@"));

    private static final Pattern RESERVED = Pattern.compile("ECS_.*|AWS_CONTAINER_.*|AWS_EXECUTION_ENV");

    private Secrecy() {}

    public static boolean isCredential(String name) {
        return CREDENTIALS.contains(name);
    }

    public static boolean isSecretName(String name) {
        return NAME.matcher(name).find() && !HARMLESS_NAME.matcher(name).find() && !isCredential(name);
    }

    public static boolean mayBeSecret(String value) {
        return !value.isBlank() && !HARMLESS_VALUE.matcher(value).matches();
    }

    public static boolean isSecretValue(String value) {
        return VALUES.entrySet().stream()
                .anyMatch(one -> value.contains(one.getKey())
                        && one.getValue().matcher(value).find());
    }

    public static boolean isReserved(String name) {
        return RESERVED.matcher(name).matches() && !isCredential(name);
    }
}
