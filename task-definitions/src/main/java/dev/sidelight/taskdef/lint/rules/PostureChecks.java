package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Placeholders;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Image;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks of {@link PostureRules}. */
final class PostureChecks {

    private static final Set<String> ROOT = Set.of("root", "0");
    private static final Set<String> MIGHTY = Set.of("ALL", "SYS_ADMIN", "NET_ADMIN");

    private static final Pattern ROLE_ARN = Pattern.compile("^arn:[^:]*:iam::[^:]*:role/(.*/)?");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\.(Arn|RoleName)}$");

    private PostureChecks() {}

    static void privileged(Subject subject, Findings out) {
        if (subject.isFargate()) {
            return;
        }
        for (Container container : subject.containers()) {
            if (container.at("privileged").is(true)) {
                out.at(container.at("privileged"), "container " + container.label() + " is privileged");
            }
        }
    }

    static void writableRoot(Subject subject, Findings out) {
        if (subject.isWindows()) {
            return;
        }
        for (Container container : subject.containers()) {
            Spot readOnly = container.at("readonlyRootFilesystem");
            if (readOnly.isAbsent() || readOnly.is(false)) {
                out.at(readOnly, "container " + container.label() + " can write to its root file system");
            }
        }
    }

    static void user(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot user = container.at("user");
            if (subject.isWindows()) {
                user.text()
                        .filter(name -> name.equalsIgnoreCase("containeradministrator"))
                        .ifPresent(_ -> out.at(user, "container " + container.label() + " runs as administrator"));
            } else if (isRoot(user)) {
                out.at(
                        user,
                        container.isRouter() ? INFO : WARNING,
                        "container " + container.label()
                                + (user.isAbsent() ? " has no user, and may run as root" : " runs as root"));
            }
        }
    }

    private static boolean isRoot(Spot user) {
        return user.isAbsent()
                || user.text()
                        .map(text -> text.replaceAll(":.*", ""))
                        .filter(ROOT::contains)
                        .isPresent();
    }

    static void hostProcesses(Subject subject, Findings out) {
        if (!subject.isFargate() && subject.at("pidMode").is("host")) {
            out.at(subject.at("pidMode"), "the task shares the processes of its instance");
        }
    }

    static void hostNetworkRoot(Subject subject, Findings out) {
        if (subject.isFargate() || !subject.at("networkMode").is("host")) {
            return;
        }
        for (Container container : subject.containers()) {
            boolean privileged = container.at("privileged").is(true)
                    || container.at("privileged").isUnknown();
            if (isRoot(container.at("user")) && !privileged) {
                out.at(container.at("user"), "container " + container.label() + " may be root in the host's network");
            }
        }
    }

    static void sameRole(Subject subject, Findings out) {
        Spot task = subject.at("taskRoleArn");
        Spot execution = subject.at("executionRoleArn");
        if (isSameRole(task.raw().orElse(""), execution.raw().orElse(""))) {
            out.at(task, "taskRoleArn and executionRoleArn are the same role");
        }
    }

    /** Roles are named by name or by ARN, and in a template by reference. */
    private static boolean isSameRole(String one, String other) {
        if (one.isEmpty() || one.contains("${?") || other.contains("${?")) {
            return false;
        }
        boolean bothArns = one.startsWith("arn:") && other.startsWith("arn:");
        return one.equals(other) || (!bothArns && roleName(one).equals(roleName(other)));
    }

    /** Without account and path, which tell no two roles of an account apart, and without the attribute of a reference. */
    private static String roleName(String role) {
        return ATTRIBUTE.matcher(ROLE_ARN.matcher(role).replaceFirst("")).replaceFirst("}");
    }

    static void latest(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Image image = subject.definition()
                    .parameterDefault(container.at("image"))
                    .map(Image::new)
                    .orElseGet(container::image);
            boolean sayable = !image.name().isEmpty()
                    && !image.hasDigest()
                    && !Placeholders.in(image.repository() + ":" + image.tag())
                    && !image.repository().contains("}");
            if (sayable && (image.tag().isEmpty() || image.tag().equals("latest"))) {
                out.at(
                        container.at("image"),
                        "image " + Texts.brief(image.name()) + (image.tag().isEmpty() ? " has no tag" : " moves"));
            }
        }
    }

    static void capabilities(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot capabilities = container.at("linuxParameters").at("capabilities");
            for (Spot added : capabilities.at("add").items()) {
                if (!subject.isFargate()
                        && added.text().filter(MIGHTY::contains).isPresent()) {
                    out.at(
                            added,
                            "container " + container.label() + " has the capability "
                                    + added.raw().orElse("?"));
                }
            }
            List<Spot> dropped = capabilities.at("drop").items();
            if (!dropped.isEmpty() && dropped.stream().noneMatch(one -> one.is("ALL") || one.isUnknown())) {
                out.at(
                        capabilities.at("drop"),
                        "container " + container.label() + " drops some capabilities and keeps the others");
            }
        }
    }

    static void untagged(Subject subject, Findings out) {
        Spot tags = subject.at("tags");
        boolean empty = tags.isAbsent()
                || (tags.value().orElse(null) instanceof Value.Items list
                        && list.items().isEmpty());
        boolean beside = subject.definition().kind() == Definition.Kind.DESCRIBED
                && subject.definition().document().root() instanceof Value.Members answer
                && answer.value("tags").orElse(null) instanceof Value.Items list
                && !list.items().isEmpty();
        if (empty && !beside) {
            out.at(tags, "the definition has no tags");
        }
    }

    static void faults(Subject subject, Findings out) {
        boolean production = subject.at("family")
                .raw()
                .filter(family -> family.toLowerCase(Locale.ROOT).contains("prod"))
                .isPresent();
        if (production && subject.at("enableFaultInjection").is(true)) {
            out.at(subject.at("enableFaultInjection"), "faults can be injected into a production task");
        }
    }
}
