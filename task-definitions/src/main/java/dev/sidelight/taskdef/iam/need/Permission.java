package dev.sidelight.taskdef.iam.need;

import java.util.List;

/** Actions that are needed together, in the order in which policies have them. */
public record Permission(String sid, Role role, List<String> actions) {

    static final Permission ECR_LOGIN = execution("EcrLogin", "ecr:GetAuthorizationToken");
    static final Permission ECR_PULL =
            execution("EcrPull", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage");
    static final Permission LOGS = execution("Logs", "logs:CreateLogStream", "logs:PutLogEvents");
    static final Permission LOG_GROUP = execution("LogGroup", "logs:CreateLogGroup");
    static final Permission SECRETS = execution("Secrets", "secretsmanager:GetSecretValue");
    static final Permission PARAMETERS = execution("Parameters", "ssm:GetParameters");
    static final Permission KEYS = execution("Keys", "kms:Decrypt");
    static final Permission FILES = execution("Files", "s3:GetObject");
    static final Permission BUCKETS = execution("Buckets", "s3:GetBucketLocation");

    static final Permission PUBLISH = task("PutOwnNamespace", "cloudwatch:PutMetricData");
    static final Permission EXEC = task(
            "EcsExec",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel");
    static final Permission EFS_READ = task("EfsRead", "elasticfilesystem:ClientMount");
    static final Permission EFS_WRITE =
            task("EfsWrite", "elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite");
    static final Permission ROUTED_LOGS = task("RoutedLogs", "logs:CreateLogStream", "logs:PutLogEvents");
    static final Permission ROUTED_LOGS_BY_GO =
            task("RoutedLogsByGo", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents");
    static final Permission ROUTED_LOG_GROUP = task("RoutedLogGroup", "logs:CreateLogGroup");
    static final Permission ROUTED_RETENTION = task("RoutedRetention", "logs:PutRetentionPolicy");
    static final Permission ROUTED_FIREHOSE = task("RoutedFirehose", "firehose:PutRecordBatch");
    static final Permission ROUTED_STREAM = task("RoutedStream", "kinesis:PutRecords");
    static final Permission ROUTED_OBJECTS = task("RoutedObjects", "s3:PutObject");
    static final Permission ROUTED_BY_ROLE = task("RoutedByRole", "sts:AssumeRole");

    static final List<Permission> ALL = List.of(
            ECR_LOGIN,
            ECR_PULL,
            LOGS,
            LOG_GROUP,
            SECRETS,
            PARAMETERS,
            KEYS,
            FILES,
            BUCKETS,
            PUBLISH,
            EXEC,
            EFS_READ,
            EFS_WRITE,
            ROUTED_LOGS,
            ROUTED_LOGS_BY_GO,
            ROUTED_LOG_GROUP,
            ROUTED_RETENTION,
            ROUTED_FIREHOSE,
            ROUTED_STREAM,
            ROUTED_OBJECTS,
            ROUTED_BY_ROLE);

    public Permission {
        actions = List.copyOf(actions);
    }

    private static Permission execution(String sid, String... actions) {
        return new Permission(sid, Role.EXECUTION, List.of(actions));
    }

    private static Permission task(String sid, String... actions) {
        return new Permission(sid, Role.TASK, List.of(actions));
    }
}
