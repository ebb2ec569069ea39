package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The VPC endpoints by which a task in a subnet without a way out reaches what it needs. */
final class Endpoints {

    private record Line(Permission permission, String service, String why) {}

    private static final String GATEWAY = "s3";

    private static final List<Line> TABLE = List.of(
            new Line(Permission.ECR_PULL, "ecr.api", "images of ECR"),
            new Line(Permission.ECR_PULL, "ecr.dkr", "images of ECR"),
            new Line(Permission.ECR_PULL, GATEWAY, "the layers of images of ECR, which no interface endpoint serves"),
            new Line(Permission.FILES, GATEWAY, "files in S3"),
            new Line(Permission.ROUTED_OBJECTS, GATEWAY, "logs that are routed to S3"),
            new Line(Permission.LOGS, "logs", "the awslogs driver"),
            new Line(Permission.ROUTED_LOGS, "logs", "logs that are routed to CloudWatch"),
            new Line(Permission.ROUTED_LOGS_BY_GO, "logs", "logs that are routed to CloudWatch"),
            new Line(Permission.PUBLISH, "monitoring", "PutMetricData"),
            new Line(Permission.SECRETS, "secretsmanager", "secrets"),
            new Line(Permission.PARAMETERS, "ssm", "parameters"),
            new Line(Permission.KEYS, "kms", "decryption with a key of one's own"),
            new Line(Permission.EXEC, "ssmmessages", "ECS Exec"),
            new Line(Permission.ROUTED_FIREHOSE, "kinesis-firehose", "logs that are routed to Firehose"),
            new Line(Permission.ROUTED_STREAM, "kinesis-streams", "logs that are routed to Kinesis"),
            new Line(Permission.ROUTED_BY_ROLE, "sts", "the role by which logs are routed"));

    private static final List<String> OF_INSTANCES = List.of("ecs", "ecs-agent", "ecs-telemetry");
    private static final int REGION = 3;

    private Endpoints() {}

    static List<Endpoint> of(Gathering found) {
        Map<String, Set<String>> whys = new LinkedHashMap<>();
        for (Line line : TABLE) {
            for (Need need : found.needs()) {
                if (need.permission().equals(line.permission())) {
                    add(line, need, found, whys);
                }
            }
        }
        if (found.subjects().stream().anyMatch(Endpoints::hasInstances)) {
            OF_INSTANCES.forEach(service -> whys.computeIfAbsent(service, _ -> new LinkedHashSet<>())
                    .add("the agent on EC2 instances; Fargate needs none"));
        }
        List<Endpoint> endpoints = new ArrayList<>();
        whys.forEach((service, why) -> endpoints.add(new Endpoint(
                "com.amazonaws." + found.home().region() + "." + service,
                service.equals(GATEWAY),
                String.join("; ", why))));
        if (found.home().partition().equals("aws-cn") && !endpoints.isEmpty()) {
            found.note("in China the names of some endpoints begin with cn.com.amazonaws");
        }
        return List.copyOf(endpoints);
    }

    private static void add(Line line, Need need, Gathering found, Map<String, Set<String>> whys) {
        String home = found.home().region();
        List<String> parts = List.of(need.resource().split(":", -1));
        String region = parts.size() > REGION && need.resource().startsWith("arn:") ? parts.get(REGION) : home;
        if (region.isEmpty() || region.equals(home) || Blank.in(region) || Blank.in(home)) {
            whys.computeIfAbsent(line.service(), _ -> new LinkedHashSet<>()).add(line.why());
        } else {
            found.note(need.resource() + " is in " + region + ", where no endpoint in " + home
                    + " leads: from a private subnet it takes a NAT gateway");
        }
    }

    private static boolean hasInstances(Subject subject) {
        List<Spot> compatibilities = subject.at("requiresCompatibilities").items();
        return compatibilities.isEmpty()
                || compatibilities.stream().anyMatch(one -> !one.is("FARGATE") && !one.is("EXTERNAL"));
    }
}
