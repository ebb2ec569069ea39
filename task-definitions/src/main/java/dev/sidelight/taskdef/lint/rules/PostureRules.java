package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;
import static dev.sidelight.taskdef.lint.rule.Stage.SECURITY;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Placeholders;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Image;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Section J: how safely a task is kept. */
final class PostureRules {

    private static final Set<String> ROOT = Set.of("root", "0");
    private static final Set<String> MIGHTY = Set.of("ALL", "SYS_ADMIN", "NET_ADMIN");

    static final List<Rule> RULES = List.of(
            Rule.of(
                            84,
                            WARNING,
                            SECURITY,
                            "a privileged container",
                            "It has all of the instance's devices and capabilities, as if it were root there.",
                            "remove privileged, and add the capabilities that are needed",
                            "Security Hub ECS.4; CKV_AWS_334",
                            PostureRules::privileged)
                    .asPosture(),
            Rule.of(
                            85,
                            WARNING,
                            SECURITY,
                            "a root file system that can be written",
                            "An intruder can change the program. (ECS Exec does need it writable.)",
                            "set readonlyRootFilesystem to true, and mount a volume where the program writes",
                            "Security Hub ECS.5; CKV_AWS_336",
                            PostureRules::writableRoot)
                    .asPosture(),
            Rule.of(
                            86,
                            WARNING,
                            SECURITY,
                            "a container that runs as root",
                            "Without user the image's is taken, which mostly is root.",
                            "set user to a number above 0, such as 1000:1000",
                            "Security Hub ECS.20 and ECS.21",
                            PostureRules::user)
                    .asPosture(),
            Rule.of(
                            87,
                            WARNING,
                            SECURITY,
                            "the host's processes",
                            "The task sees all processes of the instance, and their environment.",
                            "remove pidMode, or set it to task",
                            "Security Hub ECS.3; CKV_AWS_335",
                            PostureRules::hostProcesses)
                    .asPosture(),
            Rule.of(
                            88,
                            WARNING,
                            SECURITY,
                            "root in the host's network",
                            "Root can listen to the instance's traffic and reach what listens on its loopback.",
                            "set user, or take networkMode awsvpc",
                            "Security Hub ECS.1",
                            PostureRules::hostNetworkRoot)
                    .asPosture(),
            Rule.of(
                            89,
                            WARNING,
                            SECURITY,
                            "one role for the task and its execution",
                            "The application gets the rights to pull images and to fetch all secrets of the task.",
                            "give the task a role of its own",
                            "CKV_AWS_249",
                            PostureRules::sameRole)
                    .asPosture(),
            Rule.of(
                    90,
                    INFO,
                    RUN,
                    "CloudWatch export without a task role",
                    "Sidelight publishes with the task role's right to cloudwatch:PutMetricData.",
                    "set taskRoleArn",
                    "practice",
                    SidecarRules::taskRole),
            Rule.of(
                            91,
                            INFO,
                            OPERATION,
                            "an image by a tag that moves",
                            "latest is another image tomorrow, and no tag means latest.",
                            "name the image by a version, or by its digest",
                            "practice",
                            PostureRules::latest)
                    .asPosture(),
            Rule.of(
                            92,
                            INFO,
                            SECURITY,
                            "more capabilities than needed",
                            "SYS_ADMIN and NET_ADMIN are nearly root, and Docker grants fourteen unless they are dropped.",
                            "drop ALL, and add what is needed",
                            "practice",
                            PostureRules::capabilities)
                    .asPosture(),
            Rule.of(
                            93,
                            INFO,
                            OPERATION,
                            "no tags",
                            "Tags tell whose a task is, and whom it costs.",
                            "add tags",
                            "Security Hub ECS.15",
                            PostureRules::untagged)
                    .asPosture(),
            Rule.of(
                    94,
                    INFO,
                    OPERATION,
                    "fault injection in production",
                    "With enableFaultInjection the task accepts faults that are injected into it.",
                    "remove enableFaultInjection",
                    "ECS guide, fault injection",
                    PostureRules::faults),
            Rule.undecided(
                    95,
                    INFO,
                    SECURITY,
                    "awsvpc on EC2 with the instance's metadata in reach",
                    "Whether ECS_AWSVPC_BLOCK_IMDS is set is known to the instance's agent alone; without it tasks can take the "
                            + "instance's role.",
                    "set ECS_AWSVPC_BLOCK_IMDS=true in the agent's configuration",
                    "ECS guide, task roles"));

    private PostureRules() {}

    private static void privileged(Subject subject, Findings out) {
        if (subject.isFargate()) {
            return;
        }
        for (Container container : subject.containers()) {
            if (container.at("privileged").is(true)) {
                out.at(container.at("privileged"), "container " + container.label() + " is privileged");
            }
        }
    }

    private static void writableRoot(Subject subject, Findings out) {
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

    private static void user(Subject subject, Findings out) {
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

    private static void hostProcesses(Subject subject, Findings out) {
        if (!subject.isFargate() && subject.at("pidMode").is("host")) {
            out.at(subject.at("pidMode"), "the task shares the processes of its instance");
        }
    }

    private static void hostNetworkRoot(Subject subject, Findings out) {
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

    private static void sameRole(Subject subject, Findings out) {
        Spot task = subject.at("taskRoleArn");
        Spot execution = subject.at("executionRoleArn");
        boolean same = task.raw().isPresent()
                && task.raw().equals(execution.raw())
                && !task.raw().orElse("").contains("${?");
        if (same) {
            out.at(task, "taskRoleArn and executionRoleArn are the same role");
        }
    }

    private static void latest(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Image image = container.image();
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

    private static void capabilities(Subject subject, Findings out) {
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

    private static void untagged(Subject subject, Findings out) {
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

    private static void faults(Subject subject, Findings out) {
        boolean production = subject.at("family")
                .raw()
                .filter(family -> family.toLowerCase(Locale.ROOT).contains("prod"))
                .isPresent();
        if (production && subject.at("enableFaultInjection").is(true)) {
            out.at(subject.at("enableFaultInjection"), "faults can be injected into a production task");
        }
    }
}
