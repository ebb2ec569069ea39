package dev.sidelight.taskdef.document;

import java.util.List;
import java.util.Optional;

/**
 * One task definition of a document.
 *
 * @param name its family, or its logical id in a template
 * @param root the object that holds {@code containerDefinitions}
 */
public record Definition(Document document, Kind kind, String name, Spot root) {

    /** Where a definition comes from. */
    public enum Kind {
        /** What register-task-definition takes. */
        REGISTERED,
        /** What describe-task-definition answers. */
        DESCRIBED,
        /** A resource of a CloudFormation template. */
        TEMPLATE
    }

    public List<Spot> containers() {
        return root.at("containerDefinitions").items();
    }

    /** What the template's conditions may make of it, each literal container in one of them; else itself alone. */
    public List<Definition> variants() {
        return Branches.of(this);
    }

    /** What its conditions may make of the whole of it, fields within containers included. */
    public List<Definition> wholeVariants() {
        return WholeBranches.of(this);
    }

    /** The template's resources of a type, such as {@code AWS::ECS::Service}; none outside a template. */
    public List<Spot> resources(String type) {
        return kind == Kind.TEMPLATE ? Definitions.resources(document, type) : List.of();
    }

    /** What a spot says if it refers to a parameter of the template that has a default. */
    public Optional<String> parameterDefault(Spot spot) {
        return kind == Kind.TEMPLATE && spot.value().orElse(null) instanceof Value.Unknown unknown
                ? Definitions.parameterDefault(document, unknown)
                : Optional.empty();
    }
}
