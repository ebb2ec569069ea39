package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import java.util.Locale;
import java.util.Optional;

/** What FireLens needs: the router calls with the task role, its configuration is fetched with the execution role. */
final class RouterNeeds {

    private RouterNeeds() {}

    static void gather(Container container, Gathering out) {
        Spot configuration = container.at("firelensConfiguration").at("options");
        if (configuration.entry("config-file-type").is("s3")) {
            FileNeeds.object(
                    configuration.entry("config-file-value"), "FireLens configuration of " + container.label(), out);
        }
        if (configuration.entry("config-file-type").isPresent()) {
            out.note("what the configuration file of the log router " + container.label()
                    + " sends elsewhere is not known here");
        }
        if (container.logsTo("awsfirelens")) {
            output(container, out);
        }
    }

    private static void output(Container container, Gathering out) {
        Output output = new Output(container.logOptions(), "routed log of " + container.label(), out);
        if (output.option("role_arn").isPresent()) {
            out.need(Permission.ROUTED_BY_ROLE, out.filled(output.option("role_arn"), "ROLE_ARN"), output.reason());
            return;
        }
        switch (output.option("name").raw().orElse("").toLowerCase(Locale.ROOT)) {
            case "cloudwatch_logs" -> output.logs(Permission.ROUTED_LOGS);
            case "cloudwatch" -> output.logs(Permission.ROUTED_LOGS_BY_GO);
            case "kinesis_firehose", "firehose" ->
                output.stream(Permission.ROUTED_FIREHOSE, "firehose", "deliverystream/", "delivery_stream");
            case "kinesis_streams", "kinesis" ->
                output.stream(Permission.ROUTED_STREAM, "kinesis", "stream/", "stream");
            case "s3" ->
                out.need(
                        Permission.ROUTED_OBJECTS,
                        out.home().arn("s3", "", "", out.filled(output.option("bucket"), "BUCKET") + "/*"),
                        output.reason());
            case "es", "opensearch" ->
                out.note("with AWS_Auth on, the task role needs es:ESHttpPost on the domain that " + container.label()
                        + "'s log goes to");
            case "" ->
                out.note(
                        "where " + container.label() + "'s log goes is up to the router's configuration, and what that "
                                + "needs is not known here");
            default -> {}
        }
    }

    /** The options of a log, whose names know no case. */
    private record Output(Spot options, String reason, Gathering out) {

        Spot option(String name) {
            Optional<Spot> given = options.entries().stream()
                    .filter(entry -> entry.name().equalsIgnoreCase(name))
                    .findFirst();
            return given.orElseGet(() -> options.entry(name));
        }

        void logs(Permission permission) {
            String name = out.filled(option("log_group_name"), "LOG_GROUP").replaceAll("\\$\\([^)]*\\)", "*");
            String group = LogNeeds.group(name, LogNeeds.region(option("region"), out), out);
            out.need(permission, group, LogNeeds.stream(group, stream()), reason);
            if (isOn("auto_create_group")) {
                out.need(Permission.ROUTED_LOG_GROUP, group, LogNeeds.stream(group, ""), reason);
            }
            if (option("log_retention_days").isPresent()) {
                out.need(Permission.ROUTED_RETENTION, group, LogNeeds.stream(group, ""), reason);
            }
        }

        /** The prefix is followed by the tag, of which a template may be made a name, too. */
        private String stream() {
            Spot prefix = option("log_stream_prefix");
            boolean plain = option("log_stream_name").isAbsent()
                    && option("log_stream_template").isAbsent();
            return plain && prefix.isPresent()
                    ? out.filled(prefix, "STREAM_PREFIX").replaceAll("\\$\\([^)]*\\)", "*") + Blank.fresh()
                    : Blank.of("LOG_STREAM");
        }

        private boolean isOn(String option) {
            return option(option)
                    .text()
                    .filter(text -> text.matches("(?i)true|on|yes"))
                    .isPresent();
        }

        void stream(Permission permission, String service, String kind, String option) {
            out.need(
                    permission,
                    out.home()
                            .arn(
                                    service,
                                    LogNeeds.region(option("region"), out),
                                    out.home().account(),
                                    kind + out.filled(option(option), "STREAM")),
                    reason);
        }
    }
}
