package dev.sidelight.emulator.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What stands for Secrets Manager and Parameter Store: secrets by ARN or name, parameters by name or ARN. */
public final class SecretStore {
    private static final Pattern PARAMETER_ARN = Pattern.compile("arn:[^:]*:ssm:[^:]*:[^:]*:parameter/([^/].*)");
    private static final Pattern RANDOM_SUFFIX = Pattern.compile("-[A-Za-z0-9]{6}$");
    private final String where;
    private final Map<String, Secret> secrets;
    private final Map<String, String> parameters;

    SecretStore(String where, Map<String, Secret> secrets, Map<String, String> parameters) {
        this.where = where;
        this.secrets = Map.copyOf(secrets);
        this.parameters = Map.copyOf(parameters);
    }

    /** Names all that is wrong with the file at once, and none of its values. */
    public static SecretStore in(Path file) throws IOException {
        try {
            return of(file.toString(), Files.readString(file));
        } catch (java.nio.file.FileSystemException | java.nio.charset.CharacterCodingException e) {
            throw new IOException(
                    file + ": cannot be read (" + e.getClass().getSimpleName() + "): give a readable JSON file", e);
        }
    }

    static SecretStore of(String where, String json) throws IOException {
        return SecretFileReader.read(where, json);
    }

    /** The file that it was read from. */
    String where() {
        return where;
    }

    String secret(SecretArn asked) throws SecretUnavailable {
        return find(asked.secret())
                .orElseThrow(() -> new SecretUnavailable(SecretFault.Refused.notFound(asked.secret(), ".")))
                .value(asked);
    }

    Optional<String> parameter(String valueFrom) {
        return parameters.entrySet().stream()
                .filter(entry -> same(valueFrom, entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** By its ARN, its name with or without the random suffix, or by an ARN that lacks the suffix. */
    private Optional<Secret> find(String arn) {
        String name = arn.substring(arn.lastIndexOf(':') + 1);
        return Stream.of(arn, name, withoutSuffix(name))
                .map(key -> Optional.ofNullable(secrets.get(key)))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> secrets.entrySet().stream()
                        .filter(entry -> withoutSuffix(entry.getKey()).equals(arn))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    private static String withoutSuffix(String name) {
        return RANDOM_SUFFIX.matcher(name).replaceFirst("");
    }

    /** An ARN leaves out the slash that begins a hierarchical name. */
    private static boolean same(String asked, String key) {
        boolean oneIsArn = asked.startsWith("arn:") != key.startsWith("arn:");
        return asked.equals(key)
                || (oneIsArn && (names(asked).contains(key) || names(key).contains(asked)));
    }

    private static List<String> names(String text) {
        Matcher arn = PARAMETER_ARN.matcher(text);
        if (!arn.matches()) {
            return List.of();
        }
        String path = arn.group(1);
        return path.contains("/") ? List.of("/" + path) : List.of(path, "/" + path);
    }
}
