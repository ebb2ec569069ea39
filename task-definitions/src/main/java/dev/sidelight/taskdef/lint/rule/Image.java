package dev.sidelight.taskdef.lint.rule;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An image's name, and what it tells of the image. */
public record Image(String name) {

    private static final Pattern ECR = Pattern.compile("\\.dkr[.-]ecr(-fips)?\\.");
    /** Words of names that tell of Java, each with the digits of a version or without. */
    private static final Pattern JAVA = Pattern.compile(
            "(openjdk|temurin|corretto|amazoncorretto|semeru|zulu|graalvm|jre|jdk|java|tomcat|jetty|wildfly|spring|"
                    + "springboot)[0-9u]*");
    /** Programs in Java, where an image is named by nothing else: an exporter for one of them may be in any language. */
    private static final Set<String> IN_JAVA =
            Set.of("kafka", "elasticsearch", "opensearch", "cassandra", "jenkins", "keycloak", "zookeeper", "liberty");

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

    /** Looks like one that runs a Java machine, by the words that its name and tag are made of. */
    public boolean isJvm() {
        List<String> words = words(unhosted());
        List<String> last = words(repository());
        return Stream.concat(words.stream(), words(tag()).stream())
                        .anyMatch(word -> JAVA.matcher(word).matches())
                || (!last.isEmpty() && IN_JAVA.contains(last.getLast()));
    }

    /** Its path without the host of the registry. */
    private String unhosted() {
        int slash = path().indexOf('/');
        String first = slash < 0 ? "" : path().substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? path().substring(slash + 1) : path();
    }

    private static List<String> words(String name) {
        return List.of(name.toLowerCase(Locale.ROOT).split("[^a-z0-9]+", -1));
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
