package dev.sidelight.taskdef.iam.need;

/**
 * A VPC endpoint.
 *
 * @param service with its blanks marked
 * @param gateway whether it is of the kind that costs nothing and stands in route tables
 */
public record Endpoint(String service, boolean gateway, String why) {

    public String type() {
        return gateway ? "Gateway" : "Interface";
    }
}
