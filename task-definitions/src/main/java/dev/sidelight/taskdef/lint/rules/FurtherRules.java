package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.text.Nearest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Section L: what real documents teach, and environment files. */
final class FurtherRules {

    private static final Pattern ECR_HOST =
            Pattern.compile("^[^/]*\\.amazonaws\\.com(?!(\\.cn)?/)[^/]*/|^(?!\\d{12}\\.)\\d+\\.dkr\\.ecr\\.");

    static final List<Rule> RULES = List.of(
            Rule.of(
                    104,
                    ERROR,
                    REGISTRATION,
                    "a proxy container that is not there",
                    "proxyConfiguration names the container of the task that is the App Mesh proxy.",
                    "name a container of the task",
                    "RegisterTaskDefinition API",
                    FurtherRules::proxy),
            Rule.of(
                    105,
                    WARNING,
                    RUN,
                    "a malformed registry in an image's name",
                    "ECR's registries are ACCOUNT.dkr.ecr.REGION.amazonaws.com, with twelve digits; from another host nothing is "
                            + "pulled.",
                    "correct the host before the first slash",
                    "real documents",
                    FurtherRules::registry),
            Rule.of(
                    106,
                    WARNING,
                    OPERATION,
                    "a name that is given twice",
                    "Of two members of the same name one is silently lost.",
                    "remove one of them",
                    "RFC 8259, section 4",
                    FurtherRules::repeated),
            Rule.ofEnvironmentFile(
                    107,
                    WARNING,
                    RUN,
                    "a line that is not VARIABLE=VALUE",
                    "Each line sets one variable; there are neither continued lines nor shell commands.",
                    "write VARIABLE=VALUE, or begin the line with #",
                    "ECS guide, environment files"),
            Rule.ofEnvironmentFile(
                    108,
                    WARNING,
                    OPERATION,
                    "quotes and shell syntax in a value",
                    "ECS reads values as they stand: quotes become part of them, and ${OTHER} is not expanded.",
                    "write the value without quotes",
                    "ECS guide, environment files"),
            Rule.ofEnvironmentFile(
                    109,
                    WARNING,
                    OPERATION,
                    "blanks around a name or a value",
                    "Blanks become part of the name or the value.",
                    "remove the blanks",
                    "ECS guide, environment files"),
            Rule.ofEnvironmentFile(
                    110,
                    INFO,
                    OPERATION,
                    "a variable without a value",
                    "On Fargate a variable whose value is blank does not appear in the container.",
                    "remove the line, or give a value",
                    "ECS guide, environment files"),
            Rule.ofEnvironmentFile(
                    111,
                    INFO,
                    OPERATION,
                    "Java options for every container that reads the file",
                    "JAVA_TOOL_OPTIONS and JDK_JAVA_OPTIONS are taken by every Java machine of the task: they print to its error "
                            + "output, or stop it where they do not fit.",
                    "set them in the environment of the one container that needs them",
                    "Java launcher"),
            Rule.of(
                    112,
                    INFO,
                    REGISTRATION,
                    "containers that could not be looked into",
                    "They are made by a function or a placeholder, and what is wrong with them shows in the deployment alone.",
                    "lint the definition as it is after the deployment, by describe-task-definition",
                    "Sidelight",
                    FurtherRules::unseen),
            Rule.ofEnvironmentFile(
                    113,
                    INFO,
                    OPERATION,
                    "a variable is set in two environment files of a container",
                    "Of several files the first one that sets a variable wins.",
                    "keep one of the two, or put the file that should win first",
                    "ECS guide, environment files"),
            Rule.of(
                    114,
                    ERROR,
                    REGISTRATION,
                    "ECS Anywhere: the network mode is awsvpc",
                    "External instances have the network modes bridge, host and none; awsvpc is not among them.",
                    "set networkMode to bridge or host, or take EXTERNAL out of requiresCompatibilities",
                    "ECS guide, external instances",
                    NetworkChecks::anywhere),
            Rule.of(
                    115,
                    ERROR,
                    RUN,
                    "a mount point whose path is not absolute",
                    "Docker says \"invalid mount path: 'data' mount path must be absolute\", and the task does not start.",
                    "begin containerPath with /",
                    "moby, volume/mounts",
                    MountPaths::judge));

    private FurtherRules() {}

    private static void proxy(Subject subject, Findings out) {
        Spot name = subject.at("proxyConfiguration").at("containerName");
        Set<String> names = subject.containerNames();
        name.text()
                .filter(text -> !names.isEmpty() && !names.contains(text))
                .ifPresent(text -> out.at(name, "there is no container " + text + Nearest.hint(text, names)));
    }

    private static void unseen(Subject subject, Findings out) {
        Spot containers = subject.at("containerDefinitions");
        Stream.concat(Stream.of(containers), containers.items().stream())
                .filter(Spot::isUnknown)
                .forEach(spot -> out.at(
                        spot,
                        (spot == containers ? "the containers" : "a container")
                                + (spot.value().orElse(null) instanceof Value.Unknown function
                                        ? " of " + function.function()
                                        : "")
                                + " could not be looked into"));
    }

    private static void registry(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            String image = container.image().name();
            if (ECR_HOST.matcher(image).find()) {
                out.at(container.at("image"), "\"" + Texts.brief(image) + "\" has no registry of ECR's form");
            }
        }
    }

    private static void repeated(Subject subject, Findings out) {
        String root = subject.root().pointer() + "/";
        subject.definition().document().oddities().stream()
                .filter(oddity -> oddity.place().pointer().startsWith(root))
                .forEach(oddity -> out.at(oddity.place(), oddity.message()));
    }
}
