package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.regex.Pattern;

/** Where volumes are mounted in containers. */
final class MountPaths {

    /** A drive or a pipe, of a definition that may be for Windows without saying so. */
    private static final Pattern WINDOWS = Pattern.compile("[A-Za-z]:.*|\\\\.*", Pattern.DOTALL);

    private MountPaths() {}

    static void judge(Subject subject, Findings out) {
        if (subject.isWindows()) {
            return;
        }
        for (Container container : subject.containers()) {
            for (Spot mount : container.at("mountPoints").items()) {
                Spot path = mount.at("containerPath");
                path.text()
                        .filter(text ->
                                !text.startsWith("/") && !WINDOWS.matcher(text).matches())
                        .ifPresent(text -> out.at(path, "containerPath \"" + Texts.brief(text) + "\" is not absolute"));
            }
        }
    }
}
