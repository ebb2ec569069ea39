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
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-(gov|iso[a-z]?|[a-z]{2}))?-"
            + "(central|north|south|east|west|northeast|northwest|southeast|southwest)-\\d{1,2}");
    /** What instructions write where a Region is to be. */
    private static final Pattern STANDS_FOR = Pattern.compile("(?i)([a-z]+[-_])?region([-_][a-z]+)?|x+(-x+)*");

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
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
        return part.indexOf(UNKNOWN) >= 0 || Placeholders.in(part);
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
        Optional<String> nowhere = region(parts.get(3)).or(() -> account(parts.get(4)));
        if (nowhere.isPresent()) {
            return nowhere;
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

    private static Optional<String> region(String region) {
        if (region.isEmpty()) {
            return Optional.of("the ARN names no Region");
        }
        if (ZONE.matcher(region).matches()) {
            return Optional.of("the ARN names no Region, but the zone " + region);
        }
        return isUnknown(region)
                        || STANDS_FOR.matcher(region).matches()
                        || REGION.matcher(region).matches()
                ? Optional.empty()
                : Optional.of("\"" + Texts.brief(region) + "\" is no Region, such as eu-west-1 is");
    }

    private static Optional<String> account(String account) {
        if (account.isEmpty()) {
            return Optional.of("the ARN names no account");
        }
        boolean digits = account.chars().anyMatch(c -> c >= '0' && c <= '9');
        return isUnknown(account) || !digits || ACCOUNT.matcher(account).matches()
                ? Optional.empty()
                : Optional.of("\"" + Texts.brief(account) + "\" is no account, which has twelve digits");
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
