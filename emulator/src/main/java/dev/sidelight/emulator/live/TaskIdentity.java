package dev.sidelight.emulator.live;

import dev.sidelight.emulator.definition.LaunchType;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Ids and ARNs of a task and its containers, in the form that each launch type gives them. */
record TaskIdentity(LaunchType launchType, String clusterName, String taskId, RandomGenerator random) {
    static final String REGION = "us-east-1";
    private static final String ACCOUNT = "arn:aws:ecs:" + REGION + ":123456789012:";
    private static final long TEN_DIGITS = 1_000_000_000L;

    static TaskIdentity of(LaunchType launchType, String clusterName, RandomGenerator random) {
        return new TaskIdentity(launchType, clusterName, hex(random, 16), random);
    }

    /** Fargate names the cluster by its ARN, EC2 by its name. */
    String cluster() {
        return launchType == LaunchType.FARGATE ? ACCOUNT + "cluster/" + clusterName : clusterName;
    }

    String taskArn() {
        return ACCOUNT + "task/" + clusterName + "/" + taskId;
    }

    String newContainerArn() {
        return ACCOUNT + "container/" + clusterName + "/" + taskId + "/"
                + new UUID(random.nextLong(), random.nextLong());
    }

    String newDockerId() {
        return launchType == LaunchType.FARGATE
                ? taskId + "-" + random.nextLong(TEN_DIGITS, 10 * TEN_DIGITS)
                : hex(random, 32);
    }

    String dockerName(String family, String revision, String container) {
        return launchType == LaunchType.FARGATE
                ? container
                : "ecs-" + family + "-" + revision + "-" + container + "-" + hex(random, 10);
    }

    /** The id in a container's metadata address. */
    String newEndpointId() {
        return launchType == LaunchType.FARGATE
                ? newDockerId()
                : new UUID(random.nextLong(), random.nextLong()).toString();
    }

    String newImageId() {
        return "sha256:" + hex(random, 32);
    }

    private static String hex(RandomGenerator random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
