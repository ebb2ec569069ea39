package dev.sidelight.emulator.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads where a container's variables come from besides {@code environment}, with what ECS refuses at registration. */
final class VariablesReader {
    private static final int MOST_FILES = 10;
    private static final Pattern S3_OBJECT = Pattern.compile("arn:aws[a-z-]*:s3:::[^/]+/.+", Pattern.DOTALL);
    private static final Pattern FETCHABLE = Pattern.compile("arn:aws[a-z-]*:(secretsmanager|ssm):.*", Pattern.DOTALL);

    private VariablesReader() {}

    static List<String> environmentFiles(JsonFields container) {
        List<String> files = container.objects("environmentFiles").stream()
                .map(VariablesReader::file)
                .toList();
        if (files.size() > MOST_FILES) {
            container.fault("environmentFiles", "are " + files.size() + ": " + MOST_FILES + " at most are right");
        }
        return files;
    }

    /** A name that is there twice, or in {@code environment} too, is a fault. */
    static List<SecretReference> secrets(JsonFields container, Set<String> environment) {
        Set<String> names = new HashSet<>(environment);
        return container.objects("secrets").stream()
                .map(fields -> secret(fields, names))
                .toList();
    }

    private static String file(JsonFields fields) {
        String type = fields.required("type", "\"s3\"");
        if (!type.equals("s3") && !type.equals("?")) {
            fields.fault("type", "\"" + type + "\" is unknown: s3 is right");
        }
        String arn = fields.required("value", "the ARN of an S3 object such as \"arn:aws:s3:::bucket/app.env\"");
        if (arn.equals("?")) {
            return arn;
        }
        if (!S3_OBJECT.matcher(arn).matches()) {
            fields.fault("value", "\"" + arn + "\" is no S3 object: give its ARN such as arn:aws:s3:::bucket/app.env");
        } else if (!arn.endsWith(".env")) {
            fields.fault("value", "\"" + arn + "\" does not end in .env, as the name of an environment file must");
        }
        return arn;
    }

    private static SecretReference secret(JsonFields fields, Set<String> names) {
        String name = fields.required("name", "the variable's name");
        if (!names.add(name)) {
            fields.fault(
                    "name",
                    "is taken: The secret name must be unique and not shared with any new or existing environment"
                            + " variables set on the container, such as '" + name + "'");
        }
        String from = fields.required("valueFrom", "the ARN of a secret, or a parameter's name or ARN");
        if (from.startsWith("arn:") && !FETCHABLE.matcher(from).matches()) {
            fields.fault("valueFrom", "\"" + from + "\" is of neither Secrets Manager nor Parameter Store");
        }
        return new SecretReference(name, from);
    }
}
