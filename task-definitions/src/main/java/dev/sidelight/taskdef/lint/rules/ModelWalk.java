package dev.sidelight.taskdef.lint.rules;

import static dev.sidelight.taskdef.lint.rule.Severity.ERROR;
import static dev.sidelight.taskdef.lint.rule.Severity.WARNING;

import dev.sidelight.taskdef.document.Dialect;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import dev.sidelight.taskdef.lint.rule.Severity;
import dev.sidelight.taskdef.model.Field;
import dev.sidelight.taskdef.model.Fields;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Walks a definition beside the model of the API. */
final class ModelWalk {

    /** Fields whose values have a rule of their own. */
    private static final Set<String> JUDGED_ELSEWHERE = Set.of(
            "ContainerDependency condition",
            "PortMapping protocol",
            "Ulimit name",
            "EnvironmentFile type",
            "EFSVolumeConfiguration transitEncryption",
            "TaskDefinition pidMode");

    /** Fields whose values are more in number than the model says, or once were. */
    private static final Set<String> UNSURE = Set.of("operatingSystemFamily", "networkMode");

    private final Visitor visitor;

    private ModelWalk(Visitor visitor) {
        this.visitor = visitor;
    }

    /** Is told what the model does not agree with. */
    interface Visitor {
        default void unknown(Spot field, Spot owner, Collection<String> known) {}

        /** A field by the API's name where CloudFormation has another. */
        default void misspelt(Spot field, Spot owner, String written) {}

        default void mistyped(Spot value, Severity severity, String problem) {}

        /** A scalar that is of another type than {@code type}. */
        default void convertible(Spot value, String type) {}

        default void absent(Spot value) {}
    }

    static void walk(Spot root, Visitor visitor) {
        new ModelWalk(visitor).object(root, Fields.ROOT);
    }

    private void object(Spot spot, String type) {
        Map<String, Field> fields = Fields.of(type);
        for (Spot entry : spot.entries()) {
            if (entry.name().startsWith("Fn::")) {
                continue;
            }
            String name = spot.dialect().canonical(entry.name());
            Field field = fields.get(name);
            if (field == null) {
                visitor.unknown(
                        entry,
                        spot,
                        fields.keySet().stream()
                                .map(one -> written(spot, one, type))
                                .sorted()
                                .toList());
                continue;
            }
            if (!entry.name().equals(written(spot, name, type))) {
                visitor.misspelt(entry, spot, written(spot, name, type));
            }
            field(spot.at(name), field, type);
        }
    }

    /** The document's name of a field. CloudFormation writes FilesystemId of EFS, and FileSystemId of FSx. */
    private static String written(Spot spot, String field, String type) {
        boolean fsx = spot.dialect() == Dialect.CLOUDFORMATION
                && type.equals("FSxWindowsFileServerVolumeConfiguration")
                && field.equals("fileSystemId");
        return fsx ? "FileSystemId" : spot.written(field);
    }

    private void field(Spot spot, Field field, String owner) {
        if (spot.value().orElse(null) instanceof Value.Nothing) {
            visitor.absent(spot);
            return;
        }
        if (!spot.isKnown()) {
            return;
        }
        switch (field.form()) {
            case ONE -> one(spot, field, owner);
            case LIST -> {
                if (spot.value().orElse(null) instanceof Value.Items) {
                    spot.items().forEach(item -> one(item, field, owner));
                } else {
                    mistyped(spot, field.name(), "a list");
                }
            }
            case MAP -> {
                if (spot.value().orElse(null) instanceof Value.Members) {
                    spot.entries().forEach(entry -> one(entry, field, owner));
                } else {
                    mistyped(spot, field.name(), "an object");
                }
            }
        }
    }

    private void one(Spot spot, Field field, String owner) {
        if (spot.value().orElse(null) instanceof Value.Nothing) {
            visitor.absent(spot);
            return;
        }
        if (!spot.isKnown()) {
            return;
        }
        Value value = spot.value().orElseThrow();
        if (field.isObject()) {
            if (value instanceof Value.Members) {
                object(spot, field.of());
            } else {
                mistyped(spot, field.name(), "an object");
            }
        } else if (ScalarTypes.fits(value, spot, field.of()) && ScalarTypes.isTooLarge(spot, field.of())) {
            visitor.mistyped(
                    spot,
                    ERROR,
                    Texts.brief(spot.raw().orElse("")) + " is more than a whole number of "
                            + ScalarTypes.bits(field.of()) + " bits holds");
        } else if (ScalarTypes.fits(value, spot, field.of())) {
            value(spot, field, owner);
        } else {
            visitor.convertible(spot, field.of());
            mistyped(spot, spot.name().matches("\\d+") ? field.name() : spot.name(), ScalarTypes.words(field.of()));
        }
    }

    private void value(Spot spot, Field field, String owner) {
        if (field.values().isEmpty() || JUDGED_ELSEWHERE.contains(owner + " " + field.name())) {
            return;
        }
        String text = spot.text().orElse("");
        if (!field.values().contains(text)) {
            visitor.mistyped(
                    spot,
                    UNSURE.contains(field.name()) ? WARNING : ERROR,
                    "\"" + Texts.brief(text) + "\" is not one of " + String.join(", ", field.values()));
        }
    }

    private void mistyped(Spot spot, String name, String expected) {
        visitor.mistyped(
                spot,
                ERROR,
                name + " is " + expected + ", and not "
                        + spot.value().map(Value::kind).orElse("nothing"));
    }
}
