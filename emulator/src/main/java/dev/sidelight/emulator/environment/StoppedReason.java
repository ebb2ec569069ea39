package dev.sidelight.emulator.environment;

import dev.sidelight.emulator.definition.LaunchType;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The stopped reason of a task that cannot start. Fargate's is as tasks there have shown it; elsewhere it is what the
 * public ECS agent says, which names all faults of a kind. Request ids, which every call has anew, are left empty.
 */
final class StoppedReason {
    private static final String SECRETS =
            "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: ";
    private static final String RETRIED = "service call has been retried 1 time(s): ";
    private static final String S3 = "operation error S3: ";
    private static final String S3_404 = ", https response error StatusCode: 404, RequestID: , HostID: , ";

    private StoppedReason() {}

    static String ofSecrets(LaunchType launchType, Collection<SecretFault> faults) {
        return launchType == LaunchType.FARGATE
                ? SECRETS + "unable to retrieve secret from asm: " + RETRIED
                        + onFargate(faults.iterator().next())
                : faults.stream().map(StoppedReason::elsewhere).collect(Collectors.joining(";"));
    }

    static String ofParameters(LaunchType launchType, String region, Collection<String> names) {
        return launchType == LaunchType.FARGATE
                ? SECRETS + "unable to retrieve secrets from ssm: " + RETRIED + "invalid ssm parameters: "
                        + String.join(", ", names)
                : "fetching secret data from SSM Parameter Store in " + region + ": invalid parameters: "
                        + String.join(",", names);
    }

    static String ofFiles(LaunchType launchType, List<String> arns) {
        return launchType == LaunchType.FARGATE
                ? "ResourceInitializationError: failed to download env files: " + RETRIED + S3 + "HeadObject" + S3_404
                        + "api error NotFound: Not Found"
                : arns.stream()
                        .map(arn -> "unable to download env file with key " + S3Folder.key(arn) + " from bucket "
                                + S3Folder.bucket(arn) + ", error: " + S3 + "GetObject" + S3_404
                                + "NoSuchKey: The specified key does not exist.")
                        .collect(Collectors.joining(";"));
    }

    private static String onFargate(SecretFault fault) {
        return switch (fault) {
            case SecretFault.MalformedArn _ ->
                "unexpected ARN format with parameters when trying to retrieve ASM secret";
            case SecretFault.Refused refused ->
                "failed to fetch secret " + refused.secret() + " from secrets manager: " + call(refused);
            case SecretFault.NotJson(String said) -> said;
            case SecretFault.NoKey(String key) -> noKey(key);
        };
    }

    private static String elsewhere(SecretFault fault) {
        return switch (fault) {
            case SecretFault.MalformedArn(String valueFrom) ->
                "trying to retrieve secret with value " + valueFrom + " resulted in error: an invalid ARN format for"
                        + " the AWS Secrets Manager secret was specified. Specify a valid ARN and try again.";
            case SecretFault.Refused refused ->
                (refused.code().equals(SecretFault.Refused.NOT_FOUND)
                                ? "ResourceInitializationError: The task can't retrieve the secret with ARN '"
                                        + refused.secret()
                                        + "' from AWS Secrets Manager. Check that the secret ARN is correct"
                                : call(refused))
                        + ": " + call(refused);
            case SecretFault.NotJson(String said) -> said;
            case SecretFault.NoKey(String key) -> noKey(key);
        };
    }

    private static String call(SecretFault.Refused refused) {
        return "operation error Secrets Manager: GetSecretValue, https response error StatusCode: 400, RequestID: , "
                + refused.code() + ": " + refused.message();
    }

    private static String noKey(String key) {
        return "retrieved secret from Secrets Manager did not contain json key " + key;
    }
}
