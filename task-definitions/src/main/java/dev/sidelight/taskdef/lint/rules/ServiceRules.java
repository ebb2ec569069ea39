package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.List;

/** What the services of the same template tell of a task definition. */
final class ServiceRules {

    private ServiceRules() {}

    private static List<Spot> services(Subject subject) {
        return subject.definition().resources("AWS::ECS::Service").stream()
                .map(service -> service.entry("Properties"))
                .filter(service -> refers(
                        service.at("taskDefinition"), subject.definition().name()))
                .toList();
    }

    private static boolean refers(Spot spot, String resource) {
        return spot.value().orElse(null) instanceof Value.Unknown unknown
                && unknown.names().contains(resource);
    }

    static void networkConfiguration(Subject subject, Findings out) {
        if (!subject.hasNetworkMode("awsvpc")) {
            return;
        }
        for (Spot service : services(subject)) {
            if (service.at("networkConfiguration").isAbsent()) {
                out.at(
                        service.at("networkConfiguration"),
                        "the service of this awsvpc task has no NetworkConfiguration");
            }
        }
    }

    static void platformVersion(Subject subject, Findings out) {
        for (Spot service : services(subject)) {
            Spot version = service.at("platformVersion");
            if (version.text().filter(text -> text.matches("1\\.[0-3]\\.\\d+")).isPresent()) {
                out.at(
                        version,
                        "platform version " + version.raw().orElse("?") + " has no metadata endpoint version 4");
            }
        }
    }

    static void healthCheckPort(Subject subject, Findings out) {
        boolean dynamic = subject.hasNetworkMode("bridge")
                && PortMapping.all(subject).stream()
                        .anyMatch(mapping -> mapping.spot().at("hostPort").isAbsent()
                                || mapping.host().orElse(1) == 0);
        if (!dynamic) {
            return;
        }
        for (Spot service : services(subject)) {
            for (Spot balancer : service.at("loadBalancers").items()) {
                subject.definition().resources("AWS::ElasticLoadBalancingV2::TargetGroup").stream()
                        .filter(group -> refers(balancer.at("targetGroupArn"), group.name()))
                        .map(group -> group.entry("Properties").at("healthCheckPort"))
                        .filter(port -> port.number().isPresent())
                        .forEach(port -> out.at(
                                port,
                                "the target group checks port " + port.raw().orElse("?") + " of a dynamic port"));
            }
        }
    }
}
