package dev.sidelight.taskdef.iam;

import dev.sidelight.taskdef.iam.check.Fit;
import dev.sidelight.taskdef.iam.need.Blank;
import dev.sidelight.taskdef.iam.need.Endpoint;
import dev.sidelight.taskdef.iam.need.Needs;
import dev.sidelight.taskdef.iam.need.Role;
import dev.sidelight.taskdef.iam.policy.PolicyWriter;
import java.util.List;

/** Needs and fits for people. */
final class AnswerText {

    private AnswerText() {}

    static String of(Needs needs) {
        StringBuilder text = new StringBuilder();
        for (Role role : List.of(Role.EXECUTION, Role.TASK)) {
            text.append(needs.definition()).append(": ").append(role.label()).append(", trust policy\n");
            text.append(PolicyWriter.text(json -> PolicyWriter.trust(json, needs.trust())));
            text.append('\n');
            text.append(needs.definition()).append(": ").append(role.label()).append(", policy\n");
            policy(text, needs, role);
            text.append('\n');
        }
        text.append(needs.definition()).append(": VPC endpoints for a private subnet\n");
        for (Endpoint endpoint : needs.endpoints()) {
            text.append("  ").append(Blank.plain(endpoint.service()));
            text.append(endpoint.gateway() ? " (gateway): " : ": ").append(endpoint.why());
            text.append('\n');
        }
        if (needs.endpoints().isEmpty()) {
            text.append("  none\n");
        }
        text.append('\n').append(needs.definition()).append(": notes\n");
        needs.notes().forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }

    private static void policy(StringBuilder text, Needs needs, Role role) {
        List<Needs.Granted> granted = needs.granted(role);
        if (granted.isEmpty()) {
            text.append("  none: nothing in the definition needs one\n");
            return;
        }
        text.append(PolicyWriter.text(json -> PolicyWriter.policy(json, needs.statements(role))));
        for (Needs.Granted one : granted) {
            text.append("  ").append(one.statement().name()).append(": ");
            text.append(String.join(", ", one.reasons())).append('\n');
        }
    }

    static String of(Needs needs, Role role, Fit fit) {
        StringBuilder text = new StringBuilder();
        text.append(needs.definition()).append(": ").append(role.label());
        text.append(": ").append(verdict(needs, fit)).append('\n');
        lines(text, "lacks", fit.lacks());
        lines(text, "too wide", fit.tooWide());
        lines(text, "wider than needed, and let pass", fit.notices());
        lines(text, "not judged", fit.notJudged());
        lines(text, "not looked into", needs.unseen());
        lines(
                text,
                "notes",
                needs.notes().stream()
                        .filter(note -> !note.startsWith(Needs.UNSEEN))
                        .toList());
        return text.toString();
    }

    private static String verdict(Needs needs, Fit fit) {
        if (!fit.fits()) {
            return "the policy does not fit";
        }
        return needs.unseen().isEmpty()
                ? "the policy fits"
                : "the policy does for what could be looked into, and may be too small for the rest";
    }

    private static void lines(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(title).append('\n');
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
    }
}
