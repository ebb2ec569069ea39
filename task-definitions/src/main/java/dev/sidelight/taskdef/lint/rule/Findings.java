package dev.sidelight.taskdef.lint.rule;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Place;
import dev.sidelight.taskdef.document.Spot;
import java.util.List;

/** Takes down what one rule finds in one definition. */
public final class Findings {

    private static final String WRAPPER = "/taskDefinition";

    private final Rule rule;
    private final Subject subject;
    private final List<Finding> found;

    public Findings(Rule rule, Subject subject, List<Finding> found) {
        this.rule = rule;
        this.subject = subject;
        this.found = found;
    }

    public void at(Spot spot, String message) {
        at(spot, rule.severity(), message, rule.fix());
    }

    public void at(Spot spot, String message, String fix) {
        at(spot, rule.severity(), message, fix);
    }

    public void at(Spot spot, Severity severity, String message) {
        at(spot, severity, message, rule.fix());
    }

    public void at(Spot spot, Severity severity, String message, String fix) {
        at(spot.place(), spot.pointer(), severity, rule.stage(), message, fix);
    }

    /** What shows at another stage than most of the rule's findings. */
    public void at(Spot spot, Severity severity, Stage stage, String message) {
        at(spot, severity, stage, message, rule.fix());
    }

    public void at(Spot spot, Severity severity, Stage stage, String message, String fix) {
        at(spot.place(), spot.pointer(), severity, stage, message, fix);
    }

    public void at(Place place, String message) {
        at(place, place.pointer(), rule.severity(), rule.stage(), message, rule.fix());
    }

    private void at(Place place, String pointer, Severity severity, Stage stage, String message, String fix) {
        String file = subject.definition().document().name();
        found.add(new Finding(
                rule, severity, stage, file, place, unwrapped(pointer), subject.owner(pointer), message, fix));
    }

    /** Of an answer of describe-task-definition, the pointer within the definition that is in it. */
    private String unwrapped(String pointer) {
        boolean wrapped =
                subject.definition().kind() == Definition.Kind.DESCRIBED && (pointer + "/").startsWith(WRAPPER + "/");
        return wrapped ? pointer.substring(WRAPPER.length()) : pointer;
    }
}
