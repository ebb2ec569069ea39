package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.iam.policy.Condition;
import java.util.List;

/**
 * A permission on a resource.
 *
 * @param resource as a policy names it, with its blanks marked, as are the conditions' values
 * @param request what a request names, where that is not the resource itself: one stream of a log group
 * @param reasons what of the definition needs it, such as {@code image of web}
 */
public record Need(
        Permission permission, String resource, String request, List<Condition> conditions, List<String> reasons) {

    public Need {
        conditions = List.copyOf(conditions);
        reasons = List.copyOf(reasons);
    }
}
