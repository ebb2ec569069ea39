package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;
import static dev.sidelight.taskdef.lint.rule.Stage.OPERATION;
import static dev.sidelight.taskdef.lint.rule.Stage.REGISTRATION;
import static dev.sidelight.taskdef.lint.rule.Stage.RUN;

import dev.sidelight.taskdef.lint.rule.Rule;
import java.util.List;

/** Section F: dependencies, restarts and stops. */
final class LifecycleRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                    53,
                    ERROR,
                    REGISTRATION,
                    "a dependency that cannot be",
                    "A container depends on another of the same task, by START, COMPLETE, SUCCESS or HEALTHY, and not in a circle.",
                    "correct dependsOn",
                    "RegisterTaskDefinition API; amazon-ecs-agent dependencygraph",
                    LifecycleChecks::dependencies),
            Rule.of(
                    54,
                    ERROR,
                    REGISTRATION,
                    "waiting for the end of an essential container",
                    "AWS says \"A dependency container with SUCCESS or COMPLETE condition cannot be an essential container\": "
                            + "its end is the task's.",
                    "set essential to false of the container that is waited for",
                    "boto3#2436",
                    LifecycleChecks::essentialEnd),
            Rule.of(
                    55,
                    ERROR,
                    REGISTRATION,
                    "waiting for the health of a container that is not checked",
                    "AWS says \"A dependency container with HEALTHY condition must have health check configured\".",
                    "give it a healthCheck, or wait for START",
                    "observed answers of RegisterTaskDefinition",
                    LifecycleChecks::unchecked),
            Rule.of(
                    56,
                    WARNING,
                    RUN,
                    "waiting shorter for health than the checks may take",
                    "When startTimeout has passed the dependents never start and the task stops.",
                    "set startTimeout above startPeriod + retries × interval",
                    "RegisterTaskDefinition API",
                    LifecycleChecks::startTimeout),
            Rule.of(
                    57,
                    WARNING,
                    OPERATION,
                    "waiting for the end of a container that is restarted",
                    "A container that is restarted after each end does not complete.",
                    "disable its restart policy, or set ignoredExitCodes to [0]",
                    "inference from the documentation",
                    LifecycleChecks::restarted),
            Rule.of(
                    58,
                    ERROR,
                    REGISTRATION,
                    "a restart policy that cannot be",
                    "It says whether it is enabled, its period is 60 to 1800 s, it ignores up to 50 exit codes, and Windows on "
                            + "Fargate has none.",
                    "correct restartPolicy",
                    "RegisterTaskDefinition API",
                    LifecycleChecks::restartPolicy),
            Rule.of(
                    59,
                    WARNING,
                    OPERATION,
                    "a shell stands between ECS and the program",
                    "The shell does not pass SIGTERM on, so the program is killed after stopTimeout without having been asked.",
                    "begin the script's last command with exec, or set initProcessEnabled",
                    "practice",
                    LifecycleChecks::shellForm),
            Rule.of(
                    60,
                    WARNING,
                    OPERATION,
                    "a stop that may take as long as Spot gives notice",
                    "Fargate Spot and load balancers give 120 s; a stop that takes as long is cut off.",
                    "set stopTimeout below 120",
                    "practice",
                    LifecycleChecks::stopTimeout));

    private LifecycleRules() {}
}
