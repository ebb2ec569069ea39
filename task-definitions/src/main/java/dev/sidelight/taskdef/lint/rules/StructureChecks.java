package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Severity;
import dev.sidelight.taskdef.lint.rule.Subject;
import dev.sidelight.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks of {@link StructureRules}. */
final class StructureChecks {

    private static final int MOST_CONTAINERS = 10;
    private static final int MOST_BYTES = 64 << 10;
    private static final int MANY_BYTES = 56 << 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9_:./#@-]+");
    private static final Pattern DIGEST = Pattern.compile("[^@]+@sha256:[0-9a-f]{64}");

    private StructureChecks() {}

    private static final List<String> ANSWERED = List.of(
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy",
            "deregisteredAt",
            "deleteRequestedAt");

    static boolean isAnswered(String field) {
        return ANSWERED.contains(field);
    }

    static void family(Subject subject, Findings out) {
        Spot family = subject.at("family");
        if (family.isAbsent() && !subject.isTemplate()) {
            out.at(family, "family is missing");
        }
        family.text()
                .filter(name -> !NAME.matcher(name).matches())
                .ifPresent(name -> out.at(
                        family, "family \"" + Texts.brief(name) + "\" is not 1 to 255 letters, digits, _ and -"));
    }

    static void containerCount(Subject subject, Findings out) {
        Spot containers = subject.at("containerDefinitions");
        int count = containers.items().size();
        if (containers.isAbsent() || (containers.value().orElse(null) instanceof Value.Items && count == 0)) {
            out.at(containers, containers.written("containerDefinitions") + " is missing or empty");
        } else if (count > MOST_CONTAINERS) {
            out.at(containers, count + " containers are more than " + MOST_CONTAINERS);
        }
    }

    static void essential(Subject subject, Findings out) {
        boolean none = subject.areContainersKnown()
                && !subject.containers().isEmpty()
                && subject.containers().stream()
                        .allMatch(container -> container.at("essential").is(false));
        if (none) {
            out.at(subject.at("containerDefinitions"), "all containers are essential: false");
        }
    }

    static void containerNames(Subject subject, Findings out) {
        Set<String> taken = new HashSet<>();
        for (Container container : subject.containers()) {
            Spot name = container.at("name");
            if (name.isAbsent()) {
                out.at(name, "a container has no name", "name the container");
            }
            name.text().ifPresent(text -> {
                if (!NAME.matcher(text).matches()) {
                    out.at(name, "name \"" + Texts.brief(text) + "\" is not 1 to 255 letters, digits, _ and -");
                } else if (!taken.add(text)) {
                    out.at(name, "another container is named \"" + text + "\", too");
                }
            });
            image(container, out);
        }
    }

    private static void image(Container container, Findings out) {
        Spot image = container.at("image");
        if (image.isAbsent()) {
            out.at(image, "container " + container.label() + " has no image", "name the image");
        }
        image.text().ifPresent(text -> {
            if (!IMAGE.matcher(text).matches()) {
                out.at(image, "image \"" + Texts.brief(text) + "\" has characters that no image's name has");
            } else if (text.contains("@") && !DIGEST.matcher(text).matches()) {
                out.at(image, "the digest of the image is not sha256: and 64 hexadecimal digits");
            } else if (text.replaceAll("@.*", "").length() > 255) {
                out.at(image, "the image's name has more than 255 characters");
            }
        });
    }

    static void size(Subject subject, Findings out) {
        long bytes = subject.root().value().map(Texts::compactBytes).orElse(0L);
        if (bytes > MOST_BYTES) {
            out.at(subject.root(), "the definition has " + bytes + " bytes, more than " + MOST_BYTES);
        } else if (bytes > MANY_BYTES) {
            out.at(
                    subject.root(),
                    WARNING,
                    "the definition has " + bytes + " bytes and comes near to the " + MOST_BYTES + " that it may have");
        }
    }

    static void unknownFields(Subject subject, Findings out) {
        List<Spot> answered = new ArrayList<>();
        ModelWalk.walk(subject.root(), new ModelWalk.Visitor() {
            @Override
            public void unknown(Spot field, Spot owner, Collection<String> known) {
                if (isAnswered(field.name()) && owner == subject.root()) {
                    answered.add(field);
                } else {
                    out.at(field, "there is no field " + field.name() + hint(field.name(), known));
                }
            }

            @Override
            public void misspelt(Spot field, Spot owner, String written) {
                out.at(field, "CloudFormation calls " + field.name() + " " + written, "write " + written);
            }
        });
        if (isAnswer(subject)) {
            answered.stream()
                    .limit(1)
                    .forEach(field -> out.at(
                            field,
                            INFO,
                            "an answer of DescribeTaskDefinition, judged without what RegisterTaskDefinition refuses: "
                                    + answered.stream().map(Spot::name).collect(Collectors.joining(", ")),
                            "remove these fields before registering"));
        } else {
            answered.forEach(field -> out.at(
                    field,
                    field.name() + " is what DescribeTaskDefinition answers; RegisterTaskDefinition refuses it",
                    "remove " + field.name() + " before registering"));
        }
    }

    private static String hint(String name, Collection<String> known) {
        return known.stream()
                .filter(one -> one.equalsIgnoreCase(name))
                .findFirst()
                .map(one -> "; did you mean " + one + "?")
                .orElseGet(() -> Nearest.hint(name, known));
    }

    /** A whole answer of DescribeTaskDefinition, rather than read-only fields that someone wrote. */
    private static boolean isAnswer(Subject subject) {
        return subject.definition().kind() == Definition.Kind.DESCRIBED
                || Stream.of("taskDefinitionArn", "revision", "status", "compatibilities")
                        .allMatch(field -> subject.at(field).isPresent());
    }

    static void types(Subject subject, Findings out) {
        List<Spot> nulls = new ArrayList<>();
        ModelWalk.walk(subject.root(), new ModelWalk.Visitor() {
            @Override
            public void mistyped(Spot value, Severity severity, String problem) {
                out.at(value, severity, problem);
            }

            @Override
            public void absent(Spot value) {
                nulls.add(value);
            }
        });
        if (!nulls.isEmpty()) {
            out.at(
                    nulls.getFirst(),
                    INFO,
                    "null counts as absent here, but the AWS CLI and SDKs refuse it"
                            + (nulls.size() > 1 ? " (" + nulls.size() + " times in this definition)" : ""),
                    "remove what is null");
        }
    }
}
