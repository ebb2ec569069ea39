package dev.sidelight.taskdef.iam.need;

import java.util.List;

/**
 * What a definition does not say of itself.
 *
 * @param account empty where the definition is to tell
 * @param region empty where the definition is to tell
 * @param keys ARNs of the KMS keys that its secrets, parameters and files are encrypted with
 * @param exec whether ECS Exec is enabled
 */
public record Assumptions(String account, String region, List<String> keys, boolean exec) {
    public Assumptions {
        keys = List.copyOf(keys);
    }
}
