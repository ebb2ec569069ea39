package dev.sidelight.taskdef.lint.rule;

import java.util.Locale;
import java.util.regex.Pattern;

/** An image's name, and what it tells of the image. */
public record Image(String name) {

    private static final Pattern ECR = Pattern.compile("\\.dkr[.-]ecr(-fips)?\\.");
    private static final Pattern JVM = Pattern.compile(
            "(^|[^a-z])(openjdk|temurin|corretto|jre|jdk|java|tomcat|jetty|wildfly|spring|zulu|liberty|graalvm|kafka|"
                    + "elasticsearch|cassandra|jenkins|keycloak)");
    private static final Pattern SIDECAR = Pattern.compile(
            "(^|/)(sidelight|aws-for-fluent-bit|fluent-bit|fluentd|aws-otel-collector|opentelemetry-collector\\S*|"
                    + "cloudwatch-agent|amazon-cloudwatch-agent|aws-xray-daemon|datadog-agent|agent:datadog|"
                    + "aws-appmesh-envoy|envoy)(:|@|$)");

    /** The last part of its path, without tag and digest. */
    public String repository() {
        return path().replaceAll("^.*/", "");
    }

    /** Without tag and digest. */
    public String path() {
        String plain = name.replaceAll("@.*$", "");
        int colon = plain.lastIndexOf(':');
        return colon > plain.lastIndexOf('/') ? plain.substring(0, colon) : plain;
    }

    /** The tag; empty where there is none. */
    public String tag() {
        String plain = name.replaceAll("@.*$", "");
        int colon = plain.lastIndexOf(':');
        return colon > plain.lastIndexOf('/') ? plain.substring(colon + 1) : "";
    }

    public boolean hasDigest() {
        return name.contains("@");
    }

    /** In a private repository of ECR. */
    public boolean isEcr() {
        return ECR.matcher(name).find();
    }

    /** Looks like one that runs a Java machine. */
    public boolean isJvm() {
        return JVM.matcher(lower()).find();
    }

    /** One of the well-known companions of an application. */
    public boolean isSidecar() {
        return SIDECAR.matcher(lower()).find();
    }

    /** Has no shell. */
    public boolean isBare() {
        return lower().contains("distroless") || lower().contains("scratch") || lower().contains("chainguard");
    }

    /** Has little besides the application. */
    public boolean isSlim() {
        return isBare() || lower().contains("slim") || lower().contains("-jre");
    }

    public boolean isAlpine() {
        return lower().contains("alpine");
    }

    public boolean isArm() {
        return lower().matches(".*(arm64|aarch64).*");
    }

    public boolean isWindows() {
        return lower().matches(".*(windowsservercore|nanoserver|/windows/).*");
    }

    private String lower() {
        return name.toLowerCase(Locale.ROOT);
    }
}
