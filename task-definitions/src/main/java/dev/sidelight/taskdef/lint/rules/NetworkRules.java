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

/** Section D: ports and networks. */
final class NetworkRules {

    static final List<Rule> RULES = List.of(
            Rule.of(
                            31,
                            ERROR,
                            REGISTRATION,
                            "the host port is another than the container port",
                            "AWS says \"When networkMode=awsvpc, the host ports and container ports in port mappings must match.\", "
                                    + "or networkMode=host: there the container has the port itself, and nothing maps it to another.",
                            "remove hostPort, or set it to the containerPort, which is the one to connect to",
                            "cfn-lint E3053",
                            PortChecks::hostPort)
                    .fixedBy(Fixes::hostPorts),
            Rule.of(
                    32,
                    ERROR,
                    REGISTRATION,
                    "port mappings without a network",
                    "With networkMode none a task has no network that a port could be mapped to.",
                    "remove portMappings, or take another network mode",
                    "RegisterTaskDefinition API",
                    NetworkChecks::noNetwork),
            Rule.of(
                            33,
                            ERROR,
                            RUN,
                            "two containers take the same port",
                            "In awsvpc and host mode the containers share one network, and the second ends with \"address already in "
                                    + "use\"; in bridge mode registration says \"TCP host port 'N' is mapped multiple times in task.\"",
                            "choose another port",
                            "RegisterTaskDefinition API; amazon-ecs-agent#1220",
                            PortChecks::clashes)
                    .varying("in bridge mode, where a host port is given twice, registration refuses it"),
            Rule.of(
                            34,
                            ERROR,
                            REGISTRATION,
                            "a port mapping that cannot be",
                            "Ports are 1 to 65535, protocols tcp and udp, names up to 64 of a-z, 0-9, _ and -, ranges rise, and a "
                                    + "mapping is given once. The same port for tcp and udp registers, but a service with a load "
                                    + "balancer or registry on it is refused.",
                            "correct the port mapping",
                            "RegisterTaskDefinition API",
                            PortChecks::mappings)
                    .varying(
                            "a warning for one port by tcp and by udp, which registers and is refused when a service is made"),
            Rule.of(
                    35,
                    WARNING,
                    OPERATION,
                    "bridge: a static host port that others use",
                    "Ports from 32768 up are given to other tasks at will; 22, 2375, 2376 and 51678 to 51680 are the "
                            + "instance's own.",
                    "set hostPort to 0, or below 32768",
                    "RegisterTaskDefinition API",
                    PortChecks::staticPorts),
            Rule.of(
                    36,
                    ERROR,
                    REGISTRATION,
                    "a host name, extra hosts or links in a network that has none",
                    "awsvpc takes neither hostname nor extraHosts, links work in bridge mode alone, and a link names a "
                            + "container of the task.",
                    "remove it, or take network mode bridge",
                    "RegisterTaskDefinition API",
                    NetworkChecks::names),
            Rule.of(
                            37,
                            WARNING,
                            OPERATION,
                            "a dynamic port behind a load balancer that checks a fixed one",
                            "With hostPort 0 each task has another port, which a target group with a fixed HealthCheckPort "
                                    + "never asks.",
                            "set HealthCheckPort to traffic-port",
                            "cfn-lint E3049",
                            ServiceRules::healthCheckPort)
                    .from(Rule.Scope.SERVICES),
            Rule.of(
                            38,
                            INFO,
                            RUN,
                            "a service of an awsvpc task without a network configuration",
                            "Each such task has a network interface of its own, whose subnets the service names.",
                            "give the service a NetworkConfiguration",
                            "cfn-lint E3052",
                            ServiceRules::networkConfiguration)
                    .from(Rule.Scope.SERVICES),
            Rule.of(
                            39,
                            INFO,
                            SECURITY,
                            "the host's network",
                            "The task sees and takes the ports of the instance and reaches its metadata.",
                            "take networkMode awsvpc",
                            "Security Hub ECS.17 and ECS.1",
                            NetworkChecks::hostNetwork)
                    .asPosture());

    private NetworkRules() {}
}
