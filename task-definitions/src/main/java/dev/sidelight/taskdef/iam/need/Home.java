package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a task runs, as far as it is known.
 *
 * @param notes where that is taken from
 */
public record Home(String account, String region, String partition, List<String> notes) {

    private static final Pattern ARN =
            Pattern.compile("arn:(aws[a-z-]*):[^:]*:([a-z]{2}[a-z0-9-]*-\\d)?:(\\d{12})?:.*");
    private static final Pattern ECR =
            Pattern.compile("(\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.([a-z]{2}[a-z0-9-]*-\\d)\\..*");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}[a-z0-9-]*-\\d");
    private static final Map<String, String> PARTITIONS = Map.of(
            "cn-", "aws-cn",
            "us-gov-", "aws-us-gov",
            "us-iso-", "aws-iso",
            "us-isob-", "aws-iso-b",
            "eu-isoe-", "aws-iso-e",
            "us-isof-", "aws-iso-f",
            "eusc-", "aws-eusc");

    public Home {
        notes = List.copyOf(notes);
    }

    /** What one spot tells; an empty text is nothing. */
    private record Sign(String account, String region, String partition, String source) {}

    static Home of(List<Subject> subjects, Assumptions assumptions) {
        List<Sign> signs = subjects.stream()
                .flatMap(subject -> signs(subject).stream())
                .distinct()
                .toList();
        List<String> notes = new ArrayList<>();
        String account = assumptions.account().isEmpty()
                ? signs.stream()
                        .filter(sign -> !sign.account().isEmpty())
                        .findFirst()
                        .map(sign -> noted(notes, "account", sign.account(), sign))
                        .orElseGet(() -> blank(notes, "ACCOUNT_ID", "account"))
                : assumptions.account();
        String region = assumptions.region().isEmpty()
                ? signs.stream()
                        .filter(sign -> !sign.region().isEmpty())
                        .findFirst()
                        .map(sign -> noted(notes, "region", sign.region(), sign))
                        .orElseGet(() -> blank(notes, "REGION", "region"))
                : assumptions.region();
        String partition = Blank.in(region)
                ? signs.stream()
                        .map(Sign::partition)
                        .filter(one -> !one.isEmpty())
                        .findFirst()
                        .orElse("aws")
                : partition(region);
        return new Home(account, region, partition, notes);
    }

    private static String noted(List<String> notes, String what, String value, Sign sign) {
        notes.add("the " + what + " " + value + " is taken from " + sign.source() + ", unless --" + what + " is given");
        return value;
    }

    private static String blank(List<String> notes, String name, String option) {
        notes.add(name + ": the definition does not tell the " + option + "; --" + option + " does");
        return Blank.of(name);
    }

    private static List<Sign> signs(Subject subject) {
        return Stream.of(
                        Stream.of("taskDefinitionArn", "executionRoleArn", "taskRoleArn")
                                .map(subject::at),
                        spots(
                                subject,
                                container -> Stream.of(container.logOptions().entry("awslogs-region"))),
                        spots(
                                subject,
                                container ->
                                        container.at("secrets").items().stream().map(secret -> secret.at("valueFrom"))),
                        spots(subject, container -> Stream.of(container.at("image"))))
                .flatMap(spots -> spots)
                .flatMap(spot -> sign(spot).stream())
                .toList();
    }

    private interface Spots {
        Stream<Spot> of(Container container);
    }

    private static Stream<Spot> spots(Subject subject, Spots spots) {
        return subject.containers().stream().flatMap(spots::of);
    }

    private static Optional<Sign> sign(Spot spot) {
        String text = spot.raw().orElse("");
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return Optional.of(new Sign(or(arn.group(3)), or(arn.group(2)), or(arn.group(1)), spot.pointer()));
        }
        Matcher host = ECR.matcher(text);
        if (host.matches()) {
            return Optional.of(
                    new Sign(or(host.group(1)), or(host.group(2)), partition(or(host.group(2))), spot.pointer()));
        }
        return spot.name().equals("awslogs-region") && REGION.matcher(text).matches()
                ? Optional.of(new Sign("", text, partition(text), spot.pointer()))
                : Optional.empty();
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String partition(String region) {
        return PARTITIONS.entrySet().stream()
                .filter(entry -> region.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("aws");
    }

    /** What ends the names of hosts. */
    String suffix() {
        return partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    String arn(String service, String resource) {
        return arn(service, region, account, resource);
    }

    String arn(String service, String inRegion, String ofAccount, String resource) {
        String there = Blank.in(inRegion) || inRegion.isEmpty() ? partition : partition(inRegion);
        return "arn:" + there + ":" + service + ":" + inRegion + ":" + ofAccount + ":" + resource;
    }
}
