package dev.sidelight.taskdef.iam.check;

import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.policy.Glob;
import java.util.List;
import java.util.regex.Pattern;

/** How much more than a need a resource covers that covers it. */
enum Width {
    /** No more than can be told apart. */
    NARROW,
    /** What else begins with the same name, too. */
    LOOSE,
    /** More than that. */
    WIDE;

    /** A path of parameters belongs to one application; what it names is decided there, and not in the account. */
    private static final Pattern PARAMETER_PATH =
            Pattern.compile("arn:[^:*?]+:ssm:[^:*?]+:[^:*?]+:parameter(?:/[^*?/]+)+/\\*");

    /** Of a resource that covers a need. */
    static Width of(String given, String needed) {
        if (!Glob.isOpen(given)
                || given.equals(Blank.plain(needed))
                || PARAMETER_PATH.matcher(given).matches()) {
            return NARROW;
        }
        List<String> parts = List.of(needed.split(":", -1));
        String name = Blank.expression(name(needed));
        return switch (parts.size() < 3 ? "" : parts.get(2)) {
            case "logs" -> width(given, name, "(?::\\*|:log-stream:.*)", "\\*");
            case "secretsmanager" -> width(given, name, "-\\?{6}", "(?:-[A-Za-z0-9]{6})?-?[?*]+");
            default -> Pattern.matches(name, given) ? NARROW : WIDE;
        };
    }

    private static Width width(String given, String name, String narrow, String loose) {
        if (Pattern.matches(name + narrow, given)) {
            return NARROW;
        }
        return Pattern.matches(name + loose, given) ? LOOSE : WIDE;
    }

    private static String name(String needed) {
        return needed.replaceAll(":\\*$", "").replaceAll("(:secret:.*)-(?:[A-Za-z0-9]{6}|\\?{6})$", "$1");
    }
}
