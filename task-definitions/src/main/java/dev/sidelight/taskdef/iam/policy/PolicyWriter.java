package dev.sidelight.taskdef.iam.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes policies as IAM takes them. */
public final class PolicyWriter {

    /** Writes a value. */
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private static final String VERSION = "2012-10-17";

    private PolicyWriter() {}

    /** A document, indented by two, with a line feed at its end. */
    public static String text(Body body) {
        StringWriter text = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withRootSeparator("")
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(printer);
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text + "\n";
    }

    public static void policy(JsonGenerator json, List<Statement> statements) throws IOException {
        begin(json);
        for (Statement statement : statements) {
            json.writeStartObject();
            json.writeStringField("Sid", statement.name());
            json.writeStringField("Effect", statement.effect() == Statement.Effect.ALLOW ? "Allow" : "Deny");
            oneOrMany(json, "Action", statement.actions());
            oneOrMany(json, "Resource", statement.resources());
            conditions(json, statement.conditions());
            json.writeEndObject();
        }
        end(json);
    }

    /** Who may take the role: the tasks of an account. */
    public static void trust(JsonGenerator json, List<Condition> conditions) throws IOException {
        begin(json);
        json.writeStartObject();
        json.writeStringField("Effect", "Allow");
        json.writeObjectFieldStart("Principal");
        json.writeStringField("Service", "ecs-tasks.amazonaws.com");
        json.writeEndObject();
        json.writeStringField("Action", "sts:AssumeRole");
        conditions(json, conditions);
        json.writeEndObject();
        end(json);
    }

    private static void begin(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("Version", VERSION);
        json.writeArrayFieldStart("Statement");
    }

    private static void end(JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void conditions(JsonGenerator json, List<Condition> conditions) throws IOException {
        if (conditions.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("Condition");
        for (Condition condition : conditions) {
            json.writeObjectFieldStart(condition.operator());
            oneOrMany(json, condition.key(), condition.values());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void oneOrMany(JsonGenerator json, String name, List<String> values) throws IOException {
        if (values.size() == 1) {
            json.writeStringField(name, values.getFirst());
            return;
        }
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
