package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a container reaches its metadata and its credentials beside its proxy. */
final class ProxyChecks {

    /** The instance's metadata, and the credentials and metadata of the task. */
    private static final List<String> ADDRESSES = List.of("169.254.169.254", "169.254.170.2");

    private static final Set<String> ALL_OF_THEM = Set.of("*", "169.254.0.0/16", "169.254.*", "169.254.");

    private ProxyChecks() {}

    static void direct(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            List<Spot> exceptions =
                    variables(container).filter(one -> isNamed(one, "NO_PROXY")).toList();
            boolean known = exceptions.stream().noneMatch(one -> one.at("value").isUnknown())
                    && container.at("environmentFiles").isAbsent()
                    && container.at("secrets").items().stream().noneMatch(one -> isNamed(one, "NO_PROXY"));
            List<String> missing = missing(exceptions);
            if (known && !missing.isEmpty()) {
                variables(container)
                        .filter(one ->
                                isNamed(one, "HTTP_PROXY") && one.at("value").isPresent())
                        .findFirst()
                        .ifPresent(one ->
                                out.at(one.at("name"), "NO_PROXY does not name " + String.join(" and ", missing)));
            }
        }
    }

    private static Stream<Spot> variables(Container container) {
        return container.at("environment").items().stream();
    }

    private static boolean isNamed(Spot variable, String name) {
        return variable.at("name").raw().orElse("").equalsIgnoreCase(name);
    }

    private static List<String> missing(List<Spot> exceptions) {
        Set<String> named = exceptions.stream()
                .flatMap(one -> one.at("value").text().stream())
                .flatMap(text -> Stream.of(text.split("[,\\s]+", -1)))
                .collect(Collectors.toSet());
        return named.stream().anyMatch(ALL_OF_THEM::contains)
                ? List.of()
                : ADDRESSES.stream().filter(one -> !named.contains(one)).toList();
    }
}
