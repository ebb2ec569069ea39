package dev.sidelight.taskdef.iam.check;

import java.util.List;

/** How a policy fits a definition. */
public record Fit(List<String> lacks, List<String> tooWide, List<String> notJudged) {

    public Fit {
        lacks = List.copyOf(lacks);
        tooWide = List.copyOf(tooWide);
        notJudged = List.copyOf(notJudged);
    }

    public boolean fits() {
        return lacks.isEmpty() && tooWide.isEmpty();
    }
}
