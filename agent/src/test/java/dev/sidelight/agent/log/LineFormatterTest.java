package dev.sidelight.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatterTest {

    @Test
    void textIsOneLine() {
        assertThat(new LineFormatter(LogFormat.TEXT).format(record("two\nlines")))
                .isEqualTo("2026-05-04T10:00:00.500Z WARNING poll: two\\nlines\n");
    }

    @Test
    void jsonIsOneLineWithTheSame() throws Exception {
        LogRecord record = record("a \"quoted\"\n\u0001 {0}");
        record.setParameters(new Object[] {"value"});
        record.setThrown(new IllegalStateException("broken"));
        String line = new LineFormatter(LogFormat.JSON).format(record);
        assertThat(line).hasLineCount(1).endsWith("}\n");
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(json.path("message").textValue()).isEqualTo("a \"quoted\"\n\u0001 value");
        assertThat(json.path("level").textValue()).isEqualTo("WARNING");
        assertThat(json.path("stack").textValue()).startsWith("java.lang.IllegalStateException: broken");
    }

    @Test
    void recordOfAnExceptionWithoutAMessageIsALine() {
        LogRecord record = new LogRecord(Level.WARNING, null);
        record.setThrown(new IllegalStateException("broken"));
        assertThat(new LineFormatter(LogFormat.TEXT).format(record))
                .contains("WARNING", "broken")
                .hasLineCount(1);
        assertThat(new LineFormatter(LogFormat.JSON).format(record))
                .contains("\"message\":\"\"", "broken")
                .hasLineCount(1);
    }

    private static LogRecord record(String message) {
        LogRecord record = new LogRecord(Level.WARNING, message);
        record.setLoggerName("dev.sidelight.agent.poll");
        record.setInstant(Instant.parse("2026-05-04T10:00:00.5Z"));
        return record;
    }
}
