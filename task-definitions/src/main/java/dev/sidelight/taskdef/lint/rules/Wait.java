package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.ArrayList;
import java.util.List;

/** One container waits for another. */
record Wait(Container waiting, Spot spot, String condition, Container awaited) {

    static List<Wait> all(Subject subject) {
        List<Wait> waits = new ArrayList<>();
        for (Container container : subject.containers()) {
            for (Spot dependency : container.at("dependsOn").items()) {
                String condition = dependency.at("condition").text().orElse("");
                dependency
                        .at("containerName")
                        .text()
                        .flatMap(subject::container)
                        .ifPresent(awaited -> waits.add(new Wait(container, dependency, condition, awaited)));
            }
        }
        return waits;
    }

    boolean isForTheEnd() {
        return condition.equals("SUCCESS") || condition.equals("COMPLETE");
    }
}
