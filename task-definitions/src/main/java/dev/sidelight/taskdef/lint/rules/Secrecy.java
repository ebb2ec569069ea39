package dev.sidelight.taskdef.lint.rules;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What names and values of environment variables tell of secrets. */
public final class Secrecy {

    private static final Set<String> CREDENTIALS =
            Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "ECS_ENGINE_AUTH_DATA");
    private static final String SECRET =
            "PASSWORD|PASSWD|SECRET|TOKEN(?!I[SZ])|API_?KEY|PRIVATE_?KEY|CREDENTIAL|CONNECTION_?STRING";
    private static final Pattern NAME = Pattern.compile(SECRET);
    /** What ends the name of something about a secret. A word of its own, or right behind what is secret: TOKENURL. */
    private static final Pattern HARMLESS_NAME = Pattern.compile("(^|_|PASSWORD|PASSWD|SECRET|TOKEN|KEY|CREDENTIALS?)"
            + "(FILE|PATH|DIR|DIRECTORY|ARN|NAME|ID|TTL|AGE|LIFETIME|DURATION|EXPIRY|EXPIRATION|EXPIRES|EXPIRES_(IN|AT)|"
            + "SECONDS|MINUTES|HOURS|DAYS|MS|URL|URI|ENDPOINT|HOST|PORT|ISSUER|AUDIENCE|ENABLED|DISABLED|REQUIRED|LENGTH|"
            + "SIZE|MIN|MAX|TIMEOUT|INTERVAL|HEADER|TYPE|FORMAT|ALGORITHM|REGION|PREFIX|SUFFIX|COUNT|LIMIT|POLICY|"
            + "PROVIDER|VERSION)$");
    /** Names of numbers: so many letters or tokens. */
    private static final Pattern AMOUNT = Pattern.compile("(^|_)(MAX|MIN|NUM|NUMBER|COUNT|TOKENS)(_|$)");

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+([.]\\d+)?[kKmM]?");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+");
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

    /** Whether a variable of that name has a secret for its value, rather than something about a secret. */
    public static boolean isSecret(String name, String value) {
        String words = words(name);
        return NAME.matcher(words).find()
                && !HARMLESS_NAME.matcher(words).find()
                && !isCredential(name)
                && !(AMOUNT.matcher(words).find() && NUMBER.matcher(value).matches())
                && mayBeSecret(value);
    }

    /** A name in capitals, its words parted by underscores however it is written. */
    private static String words(String name) {
        return HUMP.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT);
    }

    private static boolean mayBeSecret(String value) {
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
