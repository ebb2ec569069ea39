package dev.sidelight.agent.cloudwatch;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/** How a publish ended, and what to do about it. */
enum PublishOutcome {
    SUCCESS(""),
    /** Too many requests, after the retries. */
    THROTTLED("CloudWatch takes fewer requests a second from this account and Region: publish more rarely"
            + " (SIDELIGHT_CLOUDWATCH_STEP), or ask for a higher quota; nothing is lost meanwhile"),
    ACCESS_DENIED("allow cloudwatch:PutMetricData on the task role (not the execution role), for the namespace: a"
            + " condition on cloudwatch:namespace must name it; docs/cloudwatch.md has the policy"),
    CREDENTIALS("give the task a task role (taskRoleArn); docs/cloudwatch.md has its policy"),
    EXPIRED("the credentials have expired or are not valid any more; ECS renews a task role's by itself, and the next"
            + " publish fetches them anew"),
    INVALID("CloudWatch refuses the data; please report this"),
    UNREACHABLE("a private subnet needs a NAT gateway or the interface endpoint com.amazonaws.REGION.monitoring, whose"
            + " security group lets the task in"),
    TIMEOUT("the endpoint takes too long: see whether the subnet reaches it, as for unreachable"),
    SERVER_ERROR("CloudWatch itself fails; nothing is lost meanwhile"),
    /** More metrics than SIDELIGHT_CLOUDWATCH_MAX_METRICS. */
    OVER_BUDGET("exclude some (SIDELIGHT_CLOUDWATCH_METRICS_EXCLUDE), or raise SIDELIGHT_CLOUDWATCH_MAX_METRICS");

    private static final Set<String> THROTTLES =
            Set.of("Throttling", "ThrottlingException", "RequestLimitExceeded", "TooManyRequestsException");
    private static final Set<String> DENIALS =
            Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OptInRequired");
    private static final Set<String> EXPIRIES = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "SignatureDoesNotMatch");
    private static final int SERVER_FAULT = 500;

    private final String cure;

    PublishOutcome(String cure) {
        this.cure = cure;
    }

    /** What would mend it. */
    String cure() {
        return cure;
    }

    /** As a label's value. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a failed call says of itself. */
    static PublishOutcome of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case AwsServiceException service -> {
                    return ofService(service);
                }
                case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ -> {
                    return TIMEOUT;
                }
                case ConnectException _, HttpConnectTimeoutException _, UnresolvedAddressException _ -> {
                    return UNREACHABLE;
                }
                default -> {}
            }
        }
        return String.valueOf(failure.getMessage()).contains("redentials") ? CREDENTIALS : UNREACHABLE;
    }

    private static PublishOutcome ofService(AwsServiceException service) {
        String code =
                service.awsErrorDetails() == null || service.awsErrorDetails().errorCode() == null
                        ? ""
                        : service.awsErrorDetails().errorCode();
        if (THROTTLES.contains(code) || service.isThrottlingException()) {
            return THROTTLED;
        }
        if (EXPIRIES.contains(code)) {
            return EXPIRED;
        }
        if (DENIALS.contains(code) || service.statusCode() == 403) {
            return ACCESS_DENIED;
        }
        return service.statusCode() >= SERVER_FAULT ? SERVER_ERROR : INVALID;
    }
}
