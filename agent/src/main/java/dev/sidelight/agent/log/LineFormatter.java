package dev.sidelight.agent.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sidelight.json.JsonText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * One record, one line, so that a log driver never splits one:
 *
 * <pre>{@code
 * 2026-11-21T02:00:00.123Z WARNING poll: /task fails: timeout: no whole answer within 4000 ms
 * {"time":"2026-11-21T02:00:00.123Z","level":"WARNING","logger":"poll","message":"/task fails: …"}
 * }</pre>
 */
final class LineFormatter extends Formatter {

    private final LogFormat format;

    LineFormatter(LogFormat format) {
        this.format = format;
    }

    @Override
    public String format(LogRecord record) {
        String time = record.getInstant().toString();
        String level = LogLevel.of(record.getLevel()).name();
        String logger = shortName(record.getLoggerName());
        String message = Objects.requireNonNullElse(formatMessage(record), ""); // a library may give only an exception
        String stack = record.getThrown() == null ? "" : stack(record.getThrown());
        return switch (format) {
            case TEXT ->
                time + " " + level + " " + logger + ": " + oneLine(stack.isEmpty() ? message : message + ": " + stack)
                        + "\n";
            case JSON -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode();
                json.put("time", time).put("level", level).put("logger", logger).put("message", message);
                if (!stack.isEmpty()) {
                    json.put("stack", stack);
                }
                yield JsonText.write(json) + "\n";
            }
        };
    }

    private static String shortName(String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }

    private static String stack(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    private static String oneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
