package dev.sidelight.taskdef.iam;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sidelight.taskdef.iam.check.Fit;
import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.need.Endpoint;
import dev.sidelight.taskdef.iam.need.Needs;
import dev.sidelight.taskdef.iam.need.Role;
import dev.sidelight.taskdef.iam.policy.PolicyWriter;
import java.io.IOException;
import java.util.List;

/** Needs and fits for programs. */
final class Answer {

    private Answer() {}

    /** One object, or a list of them where there is more than one definition. */
    static String json(List<Needs> all) {
        return PolicyWriter.text(json -> {
            if (all.size() == 1) {
                needs(json, all.getFirst());
                return;
            }
            json.writeStartArray();
            for (Needs needs : all) {
                needs(json, needs);
            }
            json.writeEndArray();
        });
    }

    private static void needs(JsonGenerator json, Needs needs) throws IOException {
        json.writeStartObject();
        json.writeStringField("definition", needs.definition());
        role(json, "executionRole", needs, Role.EXECUTION);
        role(json, "taskRole", needs, Role.TASK);
        if (!needs.unseen().isEmpty()) {
            texts(json, "notLookedInto", needs.unseen());
        }
        texts(json, "notes", needs.notes());
        json.writeArrayFieldStart("vpcEndpoints");
        for (Endpoint endpoint : needs.endpoints()) {
            json.writeStartObject();
            json.writeStringField("service", Blank.plain(endpoint.service()));
            json.writeStringField("type", endpoint.type());
            json.writeStringField("why", endpoint.why());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A policy of no statements is none: IAM takes no such document. */
    private static void role(JsonGenerator json, String name, Needs needs, Role role) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeFieldName("trust");
        PolicyWriter.trust(json, needs.trust());
        json.writeFieldName("policy");
        if (needs.needs(role).isEmpty()) {
            json.writeNull();
        } else {
            PolicyWriter.policy(json, needs.statements(role));
        }
        json.writeEndObject();
    }

    static String json(Needs needs, Role role, Fit fit) {
        return PolicyWriter.text(json -> {
            json.writeStartObject();
            json.writeStringField("definition", needs.definition());
            json.writeStringField("role", role.label());
            json.writeBooleanField("fits", fit.fits());
            texts(json, "lacks", fit.lacks());
            texts(json, "tooWide", fit.tooWide());
            texts(json, "notices", fit.notices());
            texts(json, "notJudged", fit.notJudged());
            if (!needs.unseen().isEmpty()) {
                texts(json, "notLookedInto", needs.unseen());
            }
            texts(json, "notes", needs.notes());
            json.writeEndObject();
        });
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
