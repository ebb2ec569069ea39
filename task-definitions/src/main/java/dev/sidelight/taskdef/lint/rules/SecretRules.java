package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;
import static dev.sidelight.taskdef.lint.rule.Stage.SECURITY;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Rule;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Section H: environment variables and secrets. */
final class SecretRules {

    private static final int MOST_FILES = 10;
    private static final Pattern OBJECT = Pattern.compile("arn:aws[a-z-]*:s3:::[^/]+/.+");

    static final List<Rule> RULES = List.of(
            Rule.of(
                            69,
                            ERROR,
                            SECURITY,
                            "AWS credentials in the environment",
                            "They can be read by everyone who may describe the task, and they do not expire.",
                            "remove them: the task role gives credentials",
                            "Security Hub ECS.8",
                            SecretRules::credentials)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            Rule.of(
                            70,
                            WARNING,
                            SECURITY,
                            "a secret in plain text",
                            "Environment variables can be read by everyone who may describe the task definition.",
                            "move it to secrets, from Secrets Manager or Parameter Store",
                            "Prowler ecs_task_definitions_no_environment_secrets",
                            SecretRules::plainSecrets)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            Rule.of(
                            71,
                            ERROR,
                            REGISTRATION,
                            "a secret's name that is taken",
                            "AWS says \"The secret name must be unique and not shared with any new or existing environment variables "
                                    + "set on the container\".",
                            "remove one of the two",
                            "observed answers of RegisterTaskDefinition",
                            SecretRules::sharedNames)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            Rule.of(
                            72,
                            WARNING,
                            OPERATION,
                            "an environment variable that is set twice",
                            "Which of the values wins is nowhere promised.",
                            "keep one of the two",
                            "practice",
                            SecretRules::repeatedNames)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            Rule.of(
                    73,
                    ERROR,
                    RUN,
                    "a malformed reference to a secret",
                    "A secret is named by its whole ARN, or by arn…:secret:NAME:JSON-KEY:STAGE:VERSION-ID with all three colons, "
                            + "of which stage and id exclude each other; a parameter by its name or its ARN. Otherwise the task "
                            + "does not start.",
                    "write the reference in one of these forms, such as arn…:secret:name-AbCdEf:key::",
                    "ECS guide, secrets by environment variables",
                    SecretRules::references),
            Rule.of(
                    74,
                    WARNING,
                    RUN,
                    "secrets without an execution role",
                    "It is the execution role that fetches secrets, environment files and registry credentials; without it the "
                            + "task does not start.",
                    "set executionRoleArn",
                    "ECS guide, task execution role",
                    SecretRules::executionRole),
            Rule.of(
                    75,
                    WARNING,
                    RUN,
                    "a secret's ARN without its six random characters",
                    "They are part of the ARN; without them policies do not match, and a lookup may meet another secret.",
                    "take the whole ARN, such as arn…:secret:name-AbCdEf",
                    "practice",
                    SecretRules::suffixes),
            Rule.of(
                            76,
                            ERROR,
                            REGISTRATION,
                            "an environment file that cannot be",
                            "A container takes up to 10 environment files, each the ARN of an S3 object whose name ends in .env; Windows "
                                    + "takes none.",
                            "name the object as arn:aws:s3:::BUCKET/NAME.env",
                            "RegisterTaskDefinition API; ECS guide, environment files",
                            SecretRules::files)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            new Rule(
                    77,
                    INFO,
                    OPERATION,
                    "a variable is set in a definition and in its environment file",
                    "The definition's environment wins over the file.",
                    "keep one of the two",
                    "ECS guide, environment files",
                    Rule.Scope.ENVIRONMENT_FILE,
                    false,
                    Optional.empty(),
                    Optional.empty()),
            Rule.of(
                            78,
                            INFO,
                            OPERATION,
                            "a variable that ECS sets itself",
                            "ECS_… and AWS_CONTAINER_… tell the container where its metadata and credentials are.",
                            "remove it",
                            "ECS guide, reserved environment variables",
                            SecretRules::reserved)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            Rule.of(
                    79,
                    INFO,
                    RUN,
                    "a proxy that stands before the metadata endpoint",
                    "Without NO_PROXY for 169.254.169.254 and 169.254.170.2 metadata and credentials are asked of the proxy.",
                    "set NO_PROXY to 169.254.169.254,169.254.170.2",
                    "ECS guide, ECS Exec",
                    SecretRules::proxy));

    private SecretRules() {}

    private static Stream<Spot> variables(Subject subject) {
        return subject.containers().stream().flatMap(container -> container.at("environment").items().stream());
    }

    private static void credentials(Subject subject, Findings out) {
        variables(subject)
                .map(variable -> variable.at("name"))
                .forEach(name -> name.text()
                        .filter(Secrecy::isCredential)
                        .ifPresent(text -> out.at(name, text + " is set in the environment")));
    }

    private static void plainSecrets(Subject subject, Findings out) {
        variables(subject).forEach(variable -> {
            String name = variable.at("name").raw().orElse("");
            variable.at("value").text().ifPresent(value -> {
                if (Secrecy.isSecretName(name) && Secrecy.mayBeSecret(value)) {
                    out.at(variable.at("name"), name + " is given in plain text");
                } else if (Secrecy.isSecretValue(value)) {
                    out.at(variable.at("value"), "the value of " + name + " looks like a secret");
                }
            });
        });
    }

    private static void sharedNames(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Set<String> set = container.at("environment").items().stream()
                    .flatMap(variable -> variable.at("name").text().stream())
                    .collect(Collectors.toSet());
            Set<String> taken = new HashSet<>();
            for (Spot secret : container.at("secrets").items()) {
                Spot name = secret.at("name");
                name.text().ifPresent(text -> {
                    if (set.contains(text)) {
                        out.at(name, text + " is in environment, too");
                    } else if (!taken.add(text)) {
                        out.at(name, "another secret is named " + text + ", too");
                    }
                });
            }
        }
    }

    private static void repeatedNames(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            Set<String> taken = new HashSet<>();
            for (Spot variable : container.at("environment").items()) {
                Spot name = variable.at("name");
                name.text().filter(text -> !taken.add(text)).ifPresent(text -> out.at(name, text + " is set twice"));
            }
        }
    }

    private static Stream<Spot> secrets(Subject subject) {
        return subject.containers().stream()
                .flatMap(container -> Stream.concat(
                        container.at("secrets").items().stream(),
                        container.at("logConfiguration").at("secretOptions").items().stream()));
    }

    private static void references(Subject subject, Findings out) {
        secrets(subject).forEach(secret -> {
            Spot from = secret.at("valueFrom");
            if (secret.at("name").isAbsent()) {
                out.at(secret.at("name"), "a secret has no name");
            }
            if (from.isAbsent()) {
                out.at(from, "a secret does not say where its value is from");
            }
            from.raw().flatMap(SecretReference::fault).ifPresent(fault -> out.at(from, fault));
        });
    }

    private static void suffixes(Subject subject, Findings out) {
        secrets(subject)
                .map(secret -> secret.at("valueFrom"))
                .filter(from -> from.raw().filter(SecretReference::lacksSuffix).isPresent())
                .forEach(from -> out.at(from, "the ARN lacks the six characters at the end of the secret's name"));
    }

    private static void executionRole(Subject subject, Findings out) {
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

    private static void files(Subject subject, Findings out) {
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

    private static void reserved(Subject subject, Findings out) {
        variables(subject)
                .map(variable -> variable.at("name"))
                .forEach(name -> name.text()
                        .filter(Secrecy::isReserved)
                        .ifPresent(text -> out.at(name, text + " is ECS's own")));
    }

    private static void proxy(Subject subject, Findings out) {
        for (Container container : subject.containers()) {
            List<Spot> names = container.at("environment").items().stream()
                    .map(variable -> variable.at("name"))
                    .toList();
            String direct = container
                    .environment("NO_PROXY")
                    .or(() -> container.environment("no_proxy"))
                    .orElse("");
            names.stream()
                    .filter(name -> name.raw().orElse("").equalsIgnoreCase("HTTP_PROXY"))
                    .filter(_ -> !direct.contains("169.254.170.2"))
                    .findFirst()
                    .ifPresent(name -> out.at(name, "NO_PROXY does not name 169.254.170.2"));
        }
    }
}
