package dev.sidelight.taskdef.lint.rule;

import dev.sidelight.taskdef.document.Place;
import dev.sidelight.taskdef.document.Printable;

/**
 * What a rule finds.
 *
 * @param place where it stands; what is missing is found where it would stand in
 * @param pointer of the value, or of what is missing
 * @param subject the container it concerns, or the definition
 */
public record Finding(
        Rule rule,
        Severity severity,
        Stage stage,
        String file,
        Place place,
        String pointer,
        String subject,
        String message,
        String fix) {

    public Finding {
        subject = Printable.of(subject);
        message = Printable.of(message);
        fix = Printable.of(fix);
    }

    public Finding as(Severity other) {
        return new Finding(rule, other, stage, file, place, pointer, subject, message, fix);
    }
}
