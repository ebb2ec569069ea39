package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks of {@link SecretRules}. */
final class SecretChecks {

    private static final int MOST_FILES = 10;
    private static final Pattern OBJECT = Pattern.compile("arn:aws[a-z-]*:s3:::[^/]+/.+");

    private SecretChecks() {}

    private static Stream<Spot> variables(Subject subject) {
        return subject.containers().stream().flatMap(container -> container.at("environment").items().stream());
    }

    static void credentials(Subject subject, Findings out) {
        variables(subject)
                .map(variable -> variable.at("name"))
                .forEach(name -> name.word()
                        .filter(Secrecy::isCredential)
                        .ifPresent(text -> out.at(name, text + " is set in the environment")));
    }

    static void plainSecrets(Subject subject, Findings out) {
        variables(subject).forEach(variable -> {
            String name = variable.at("name").raw().orElse("");
            if (Secrecy.isCredential(name)) {
                return; // said as such
            }
            variable.at("value").text().ifPresent(value -> {
                if (Secrecy.isSecret(name, value)) {
                    out.at(variable.at("name"), name + " is given in plain text");
                } else if (Secrecy.isSecretValue(value)) {
                    out.at(variable.at("value"), "the value of " + name + " looks like a secret");
                }
            });
        });
    }

    static void sharedNames(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Set<String> set = container.at("environment").items().stream()
                    .flatMap(variable -> variable.at("name").word().stream())
                    .collect(Collectors.toSet());
            Set<String> taken = new HashSet<>();
            for (Spot secret : container.at("secrets").items()) {
                Spot name = secret.at("name");
                name.word().ifPresent(text -> {
                    if (set.contains(text)) {
                        out.at(name, text + " is in environment, too");
                    } else if (!taken.add(text)) {
                        out.at(name, "another secret is named " + text + ", too");
                    }
                });
            }
        }
    }

    static void repeatedNames(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Set<String> taken = new HashSet<>();
            for (Spot variable : container.at("environment").items()) {
                Spot name = variable.at("name");
                name.word().filter(text -> !taken.add(text)).ifPresent(text -> out.at(name, text + " is set twice"));
            }
        }
    }

    private static Stream<Spot> secrets(Subject subject) {
        return subject.containers().stream()
                .flatMap(container -> Stream.concat(
                        container.at("secrets").items().stream(),
                        container.at("logConfiguration").at("secretOptions").items().stream()));
    }

    /** What a reference says; of one that is put together in a deployment, nothing. */
    private static Optional<String> written(Spot from) {
        boolean joined = from.value().orElse(null) instanceof Value.Unknown unknown
                && unknown.function().equals("Join");
        return joined ? Optional.empty() : from.raw();
    }

    static void references(Subject subject, Findings out) {
        secrets(subject).forEach(secret -> {
            Spot from = secret.at("valueFrom");
            if (secret.at("name").isAbsent()) {
                out.at(secret.at("name"), "a secret has no name");
            }
            if (from.isAbsent()) {
                out.at(from, "a secret does not say where its value is from");
            }
            written(from).flatMap(SecretReference::fault).ifPresent(fault -> out.at(from, fault));
        });
    }

    static void suffixes(Subject subject, Findings out) {
        secrets(subject)
                .map(secret -> secret.at("valueFrom"))
                .filter(from ->
                        written(from).filter(SecretReference::lacksSuffix).isPresent())
                .forEach(from -> out.at(from, "the ARN lacks the six characters at the end of the secret's name"));
    }

    static void executionRole(Subject subject, Findings out) {
        Spot role = subject.at("executionRoleArn");
        boolean needed = secrets(subject).findAny().isPresent()
                || subject.containers().stream()
                        .anyMatch(container ->
                                !container.at("environmentFiles").items().isEmpty()
                                        || container.at("repositoryCredentials").isPresent());
        if (role.isAbsent() && needed) {
            out.at(role, "executionRoleArn is missing, which secrets and environment files need");
        }
    }

    static void files(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Spot files = container.at("environmentFiles");
            if (files.items().size() > MOST_FILES) {
                out.at(files, files.items().size() + " environment files are more than " + MOST_FILES);
            }
            if (subject.isWindows() && !files.items().isEmpty()) {
                out.at(files, "Windows takes no environment files");
            }
            for (Spot file : files.items()) {
                file(file.at("type"), file.at("value"), out);
            }
        }
    }

    private static void file(Spot type, Spot value, Findings out) {
        if (type.isAbsent() || (type.isKnown() && !type.is("s3"))) {
            out.at(type, "an environment file's type is s3");
        }
        if (value.isAbsent()) {
            out.at(value, "an environment file says not where it is");
        }
        value.text().ifPresent(text -> {
            if (!OBJECT.matcher(text).matches()) {
                out.at(value, "\"" + Texts.brief(text) + "\" is not the ARN of an S3 object");
            } else if (!text.endsWith(".env")) {
                out.at(value, "the name of an environment file ends in .env");
            }
        });
    }

    static void reserved(Subject subject, Findings out) {
        variables(subject)
                .map(variable -> variable.at("name"))
                .forEach(name -> name.text()
                        .filter(Secrecy::isReserved)
                        .ifPresent(text -> out.at(name, text + " is ECS's own")));
    }
}
