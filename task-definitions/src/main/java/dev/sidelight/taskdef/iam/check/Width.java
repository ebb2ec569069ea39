package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.policy.Glob;
import java.util.List;
import java.util.regex.Pattern;

/** Whether the resource of a statement is no wider than a need. */
final class Width {

    /** A path of parameters belongs to one application; what it names is decided there, and not in the account. */
    private static final Pattern PARAMETER_PATH =
            Pattern.compile("arn:[^:*?]+:ssm:[^:*?]+:[^:*?]+:parameter(?:/[^*?/]+)+/\\*");

    private Width() {}

    /** Whether what is given covers a need, as far as it is known. */
    static boolean covers(String given, String needed) {
        String opened = Blank.opened(needed);
        String pattern = Glob.withoutVariables(given);
        return needed.equals("*") ? pattern.equals("*") : Glob.meet(pattern, concrete(opened));
    }

    /** Requests name a stream of the group; which, only its container's start tells. */
    private static String concrete(String resource) {
        return resource.contains(":log-group:") && resource.endsWith(":*")
                ? resource.substring(0, resource.length() - 1) + "log-stream:*"
                : resource;
    }

    /** Of what covers a need: whether a narrower one would not do. */
    static boolean isNarrow(String given, String needed) {
        if (!Glob.isOpen(given) || given.equals(Blank.plain(needed))) {
            return true;
        }
        if (PARAMETER_PATH.matcher(given).matches()) {
            return true;
        }
        List<String> parts = List.of(needed.split(":", -1));
        String tail = parts.size() < 3 ? "" : tail(parts.get(2));
        return Pattern.matches(Blank.expression(name(needed)) + tail, given);
    }

    private static String tail(String service) {
        return switch (service) {
            case "logs" -> "(?::?\\*|:log-stream:.*)";
            case "secretsmanager" -> "(?:-[A-Za-z0-9]{6})?-?[?*]+";
            default -> "";
        };
    }

    private static String name(String needed) {
        return needed.replaceAll(":\\*$", "").replaceAll("(:secret:.*)-(?:[A-Za-z0-9]{6}|\\?{6})$", "$1");
    }
}
