package dev.sidelight.taskdef.sidecar;

import dev.sidelight.taskdef.document.Definition;
import dev.sidelight.taskdef.document.Edit;
import java.util.List;

/** One change of a definition; where it is done already it has no edits. */
@FunctionalInterface
interface Step {

    /**
     * What is to be edited.
     *
     * @param now the definition as the steps before have left it
     */
    List<Edit> edits(Definition now, Insertions insertions);
}
