package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.INFO;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;
import static dev.sidelight.taskdef.lint.rule.Stage.SECURITY;

import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;

/** Section H: environment variables and secrets. */
final class SecretRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                            69,
                            ERROR,
                            SECURITY,
                            "AWS credentials in the environment",
                            "They can be read by everyone who may describe the task, and they do not expire.",
                            "remove them: the task role gives credentials",
                            "Security Hub ECS.8",
                            SecretChecks::credentials)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            Rule.of(
                            70,
                            WARNING,
                            SECURITY,
                            "a secret in plain text",
                            "Environment variables can be read by everyone who may describe the task definition.",
                            "move it to secrets, from Secrets Manager or Parameter Store",
                            "Prowler ecs_task_definitions_no_environment_secrets",
                            SecretChecks::plainSecrets)
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
                            SecretChecks::sharedNames)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            Rule.of(
                            72,
                            WARNING,
                            OPERATION,
                            "an environment variable that is set twice",
                            "Which of the values wins is nowhere promised.",
                            "keep one of the two",
                            "practice",
                            SecretChecks::repeatedNames)
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
                    SecretChecks::references),
            Rule.of(
                    74,
                    WARNING,
                    RUN,
                    "secrets without an execution role",
                    "It is the execution role that fetches secrets, environment files and registry credentials; without it the "
                            + "task does not start.",
                    "set executionRoleArn",
                    "ECS guide, task execution role",
                    SecretChecks::executionRole),
            Rule.of(
                    75,
                    WARNING,
                    RUN,
                    "a secret's ARN without its six random characters",
                    "They are part of the ARN; without them policies do not match, and a lookup may meet another secret.",
                    "take the whole ARN, such as arn…:secret:name-AbCdEf",
                    "practice",
                    SecretChecks::suffixes),
            Rule.of(
                            76,
                            ERROR,
                            REGISTRATION,
                            "an environment file that cannot be",
                            "A container takes up to 10 environment files, each the ARN of an S3 object whose name ends in .env; Windows "
                                    + "takes none.",
                            "name the object as arn:aws:s3:::BUCKET/NAME.env",
                            "RegisterTaskDefinition API; ECS guide, environment files",
                            SecretChecks::files)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            Rule.ofEnvironmentFile(
                    77,
                    INFO,
                    OPERATION,
                    "a variable is set in a definition and in its environment file",
                    "The definition's environment wins over the file.",
                    "keep one of the two",
                    "ECS guide, environment files"),
            Rule.of(
                            78,
                            INFO,
                            OPERATION,
                            "a variable that ECS sets itself",
                            "ECS_… and AWS_CONTAINER_… tell the container where its metadata and credentials are.",
                            "remove it",
                            "ECS guide, reserved environment variables",
                            SecretChecks::reserved)
                    .from(Rule.Scope.ENVIRONMENT_FILE_TOO),
            Rule.of(
                    79,
                    INFO,
                    RUN,
                    "a proxy that stands before the metadata endpoint",
                    "Without NO_PROXY for 169.254.169.254 and 169.254.170.2 metadata and credentials are asked of the proxy.",
                    "set NO_PROXY to 169.254.169.254,169.254.170.2",
                    "ECS guide, ECS Exec",
                    ProxyChecks::direct));

    private SecretRules() {}
}
