package dev.sidelight.taskdef.iam.check;

import java.util.List;

/**
 * How a policy fits a definition.
 *
 * @param notices what is wider than needed, but common, and let pass
 */
public record Fit(List<String> lacks, List<String> tooWide, List<String> notices, List<String> notJudged) {

    public Fit {
        lacks = List.copyOf(lacks);
        tooWide = List.copyOf(tooWide);
        notices = List.copyOf(notices);
        notJudged = List.copyOf(notJudged);
    }

    public boolean fits() {
        return lacks.isEmpty() && tooWide.isEmpty();
    }
}
