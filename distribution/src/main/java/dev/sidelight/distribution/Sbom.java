package dev.sidelight.distribution;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The list of what is shipped (CycloneDX). Maven's plugin writes the jars; the Java runtime is added here, the image's base
 * by {@code ./sidelight image}, which knows it, in place of two words.
 */
final class Sbom {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode document;

    private Sbom(ObjectNode document) {
        this.document = document;
    }

    static Sbom read(Path file) throws IOException {
        return new Sbom((ObjectNode) MAPPER.readTree(file.toFile()));
    }

    /** With the Java that builds, whose modules the runtime is linked from. */
    Sbom withRuntime(String modules) {
        ObjectNode runtime = component("platform", "jdk", System.getProperty("java.runtime.version", ""), "OpenJDK");
        runtime.putObject("supplier").put("name", System.getProperty("java.vendor", ""));
        runtime.put("description", "Java runtime, linked from the modules " + modules.replace(",", ", "));
        ArrayNode licenses = runtime.putArray("licenses");
        licenses.addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        ArrayNode properties = runtime.putArray("properties");
        properties
                .addObject()
                .put("name", "vendor.version")
                .put("value", System.getProperty("java.vendor.version", ""));
        return with(runtime);
    }

    /** With the image's base still to be named: a line with its digest, which can be left out, and one with its name. */
    Sbom withBaseToName() {
        return with(component("container", "base-image", "@BASE_DIGEST@", "@BASE@"));
    }

    void write(Path file) throws IOException {
        Files.writeString(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n");
    }

    private Sbom with(ObjectNode component) {
        ObjectNode copy = document.deepCopy();
        copy.withArray("/components").add(component);
        return new Sbom(copy);
    }

    private static ObjectNode component(String type, String reference, String version, String name) {
        return MAPPER.createObjectNode()
                .put("type", type)
                .put("bom-ref", reference)
                .put("version", version)
                .put("name", name);
    }
}
