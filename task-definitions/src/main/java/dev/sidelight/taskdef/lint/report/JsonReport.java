package dev.sidelight.taskdef.lint.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sidelight.taskdef.lint.rule.Finding;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Findings for programs, as a list of objects. */
public final class JsonReport {

    private JsonReport() {}

    public static String of(Report report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Finding finding : report.findings()) {
                json.writeRaw('\n');
                json.writeStartObject();
                json.writeStringField("rule", finding.rule().id());
                json.writeStringField("severity", finding.severity().label());
                json.writeStringField("file", finding.file());
                json.writeNumberField("line", finding.place().line());
                json.writeNumberField("column", finding.place().column());
                json.writeStringField("pointer", finding.pointer());
                json.writeStringField("message", finding.message());
                json.writeStringField("fix", finding.fix());
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }
}
