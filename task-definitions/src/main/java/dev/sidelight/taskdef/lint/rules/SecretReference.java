package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Placeholders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What {@code valueFrom} says: a secret of Secrets Manager or a parameter of Systems Manager. */
final class SecretReference {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$\\{[^{}]{0,120}}|<[^<>]{0,80}>|\\{\\{[^{}]{0,120}}}|\\$\\$\\$\\w+\\$\\$\\$");
    private static final Pattern SUFFIX = Pattern.compile(".*-[A-Za-z0-9]{6}");
    private static final Pattern ZONE = Pattern.compile("[a-z]{2,4}(-[a-z]{1,20}){1,4}-\\d[a-z]");
    /** Stands for what is not known. */
    private static final char UNKNOWN = '\u0001';

    private static final int WHOLE = 7;
    private static final int EXTENDED = 10;

    private SecretReference() {}

    private static List<String> parts(String valueFrom) {
        return List.of(PLACEHOLDER
                .matcher(valueFrom)
                .replaceAll(String.valueOf(UNKNOWN))
                .split(":", -1));
    }

    private static boolean isUnknown(String part) {
        return part.indexOf(UNKNOWN) >= 0;
    }

    static Optional<String> fault(String valueFrom) {
        List<String> parts = parts(valueFrom);
        if (!parts.getFirst().equals("arn")) {
            String known = String.join(":", parts); // a blank inside a placeholder is none of the value's
            return !isUnknown(parts.getFirst())
                            && (known.contains("://") || known.strip().contains(" "))
                    ? Optional.of("\"" + Texts.brief(valueFrom) + "\" is neither an ARN nor a parameter's name")
                    : Optional.empty();
        }
        if (parts.size() < 6) {
            return parts.stream().anyMatch(SecretReference::isUnknown)
                    ? Optional.empty()
                    : Optional.of("the ARN ends too early");
        }
        String region = parts.get(3);
        if (region.isEmpty() || ZONE.matcher(region).matches()) {
            return Optional.of("the ARN names no Region" + (region.isEmpty() ? "" : ", but the zone " + region));
        }
        String service = parts.get(2);
        return switch (service) {
            case "secretsmanager" -> secret(parts);
            case "ssm" -> parameter(String.join(":", parts.subList(5, parts.size())));
            default ->
                isUnknown(service)
                        ? Optional.empty()
                        : Optional.of("an ARN of " + service + " is neither a secret nor a parameter");
        };
    }

    private static Optional<String> secret(List<String> parts) {
        if (!parts.get(5).equals("secret")) {
            return isUnknown(parts.get(5))
                    ? Optional.empty()
                    : Optional.of("the ARN names a " + parts.get(5) + " and not a secret");
        }
        if (parts.size() == EXTENDED) {
            return parts.get(8).isEmpty() || parts.get(9).isEmpty()
                    ? Optional.empty()
                    : Optional.of("version stage and version id exclude each other");
        }
        boolean open =
                parts.subList(6, parts.size()).stream().anyMatch(SecretReference::isUnknown) && parts.size() < EXTENDED;
        if (parts.size() == WHOLE) {
            return parts.get(6).isEmpty() ? Optional.of("the ARN names no secret") : Optional.empty();
        }
        boolean tail = isUnknown(parts.getLast());
        return open && tail
                ? Optional.empty()
                : Optional.of("the ARN has " + parts.size()
                        + " parts; a secret's has 7, or 10 with JSON key, version stage " + "and version id");
    }

    private static Optional<String> parameter(String resource) {
        if (resource.startsWith("parameter//")) {
            return Optional.of("the ARN has a slash too many after parameter");
        }
        boolean named = resource.startsWith("parameter/") && resource.length() > "parameter/".length();
        return named || isUnknown(resource) ? Optional.empty() : Optional.of("the ARN names no parameter");
    }

    /** Whether a secret's ARN ends before the random characters. */
    static boolean lacksSuffix(String valueFrom) {
        List<String> parts = parts(valueFrom);
        return parts.size() >= WHOLE
                && parts.get(2).equals("secretsmanager")
                && parts.get(5).equals("secret")
                && !parts.get(6).isEmpty()
                && !isUnknown(parts.get(6))
                && !Placeholders.in(parts.get(6))
                && !SUFFIX.matcher(parts.get(6)).matches();
    }
}
