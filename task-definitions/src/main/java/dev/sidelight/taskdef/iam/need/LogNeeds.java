package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;

/** What the awslogs driver needs. */
final class LogNeeds {

    private LogNeeds() {}

    static void gather(Container container, Gathering out) {
        Spot driver = container.at("logConfiguration").at("logDriver");
        if (driver.isUnknown()) {
            out.note("the log driver of " + container.label()
                    + " is not known: with awslogs it needs logs:CreateLogStream "
                    + "and logs:PutLogEvents on its group");
        }
        if (!container.logsTo("awslogs")) {
            return;
        }
        Spot options = container.logOptions();
        String reason = "log of " + container.label();
        String group = group(
                out.filled(options.entry("awslogs-group"), "LOG_GROUP"),
                region(options.entry("awslogs-region"), out),
                out);
        out.need(Permission.LOGS, group, stream(group, streams(container, out)), reason);
        KeyNeeds.ofLogs(options.entry("awslogs-group"), out);
        Spot creates = options.entry("awslogs-create-group");
        if (creates.is(true)) {
            out.need(Permission.LOG_GROUP, group, stream(group, ""), reason);
        } else if (creates.isUnknown()) {
            out.note("if awslogs-create-group of " + container.label() + " is true, it needs logs:CreateLogGroup on "
                    + group);
        }
    }

    /** The option's, else the task's. */
    static String region(Spot option, Gathering out) {
        String region = option.isAbsent() ? out.home().region() : out.filled(option, "REGION");
        return Blank.begins(region) ? out.home().region() : region;
    }

    /** The driver's stream is PREFIX/CONTAINER/TASK; without a prefix it is the container's id. */
    private static String streams(Container container, Gathering out) {
        Spot prefix = container.logOptions().entry("awslogs-stream-prefix");
        Spot named = container.logOptions().entry("awslogs-stream");
        if (named.isPresent()) {
            return out.filled(named, "LOG_STREAM");
        }
        return prefix.isAbsent()
                ? Blank.fresh()
                : out.filled(prefix, "STREAM_PREFIX") + "/" + out.filled(container.at("name"), "CONTAINER") + "/"
                        + Blank.fresh();
    }

    /** What requests name of a group. */
    static String stream(String group, String stream) {
        return group.substring(0, group.length() - 1) + "log-stream:" + stream;
    }

    /** CloudWatch holds requests against {@code log-group:NAME:log-stream:…}, that to create a group, too. */
    static String group(String name, String region, Gathering out) {
        return out.home().arn("logs", region, out.home().account(), "log-group:" + name + ":*");
    }
}
