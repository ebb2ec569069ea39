package dev.sidelight.taskdef.iam.need;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Container;

/** What files in S3 need: environment files, credential specifications. */
final class FileNeeds {

    private FileNeeds() {}

    static void gather(Container container, Gathering out) {
        Spot files = container.at("environmentFiles");
        if (files.isUnknown()) {
            out.note("what environment files " + container.label() + " has is not known: " + files.pointer());
        }
        files.items().forEach(file -> object(file.at("value"), "environment file of " + container.label(), out));
        container.at("credentialSpecs").items().forEach(spec -> specification(spec, container, out));
    }

    /** An object by its ARN. */
    static void object(Spot value, String reason, Gathering out) {
        if (value.isPresent()) {
            object(out.filled(value, "OBJECT_ARN"), reason, out);
            KeyNeeds.gather(value, reason, out);
        }
    }

    private static void object(String arn, String reason, Gathering out) {
        int slash = arn.indexOf('/');
        out.need(Permission.FILES, arn, reason);
        out.need(
                Permission.BUCKETS,
                slash > 0 ? arn.substring(0, slash) : out.home().arn("s3", "", "", Blank.of("BUCKET")),
                reason);
    }

    /** {@code credentialspec:ARN} or {@code credentialspecdomainless:ARN}, of a file or a parameter. */
    private static void specification(Spot spec, Container container, Gathering out) {
        String text = out.filled(spec, "credentialspec:OBJECT_ARN");
        String arn = text.replaceAll("^credentialspec(domainless)?:", "");
        String reason = "credential specification of " + container.label();
        if (arn.matches("arn:[^:]*:ssm:.*")) {
            out.need(Permission.PARAMETERS, arn, reason);
        } else if (arn.matches("arn:[^:]*:s3:.*")) {
            object(arn, reason, out);
        }
        if (text.startsWith("credentialspecdomainless:")) {
            out.note("the secret that the " + reason + " names is not known here: the execution role needs "
                    + "secretsmanager:GetSecretValue on it");
        }
    }
}
