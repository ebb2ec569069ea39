package dev.sidelight.emulator.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the file that stands for Secrets Manager and Parameter Store; a fault has a place and never shows a value. */
final class SecretFileReader {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String SECRETS = "secretsManager";
    private static final String PARAMETERS = "parameterStore";
    private static final String VERSIONS = "versions";
    private static final Set<String> OF_A_VERSION = Set.of("id", "stages", "value");
    private final List<String> faults = new ArrayList<>();

    private SecretFileReader() {}

    static SecretStore read(String where, String json) throws IOException {
        SecretFileReader reader = new SecretFileReader();
        SecretStore store = reader.store(where, document(where, json));
        if (!reader.faults.isEmpty()) {
            throw new IOException(String.join(
                    System.lineSeparator(),
                    reader.faults.stream().map(fault -> where + ": " + fault).toList()));
        }
        return store;
    }

    private static JsonNode document(String where, String json) throws IOException {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // Without its message and cause, which may repeat a secret.
            throw new IOException(where + ":" + e.getLocation().getLineNr() + ":"
                    + e.getLocation().getColumnNr() + ": no JSON, or a name that is there twice");
        }
    }

    private SecretStore store(String where, JsonNode document) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        Map<String, String> parameters = new LinkedHashMap<>();
        members("", document).forEach((name, value) -> {
            switch (name) {
                case SECRETS -> members(name, value).forEach((key, one) -> secrets.put(key, secret(key, one)));
                case PARAMETERS -> members(name, value).forEach((key, one) -> parameters.put(key, parameter(key, one)));
                default -> faults.add(name + " is unknown: valid are " + SECRETS + " and " + PARAMETERS);
            }
        });
        return new SecretStore(where, secrets, parameters);
    }

    private Secret secret(String name, JsonNode value) {
        if (value.isObject() && value.size() == 1 && value.has(VERSIONS)) {
            return versions(name, value.path(VERSIONS));
        }
        return new Secret(List.of(SecretVersion.current(text(name, value))));
    }

    private Secret versions(String name, JsonNode list) {
        if (!list.isArray() || list.isEmpty()) {
            faults.add(name + "." + VERSIONS + " is no list of versions");
        }
        List<SecretVersion> versions = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode one : list) {
            String place = name + "." + VERSIONS + "[" + versions.size() + "]";
            SecretVersion version = version(place, one);
            version.id().filter(id -> !taken.add(id)).ifPresent(id -> faults.add(place + ".id is another version's"));
            for (String stage : version.stages()) {
                if (!taken.add(stage)) {
                    faults.add(place + ".stages: " + stage + " is on another version: a label is on one at a time");
                }
            }
            versions.add(version);
        }
        return new Secret(versions);
    }

    private SecretVersion version(String place, JsonNode fields) {
        members(place, fields).keySet().stream()
                .filter(name -> !OF_A_VERSION.contains(name))
                .forEach(name -> faults.add(place + "." + name + " is unknown: valid are id, stages and value"));
        List<String> stages = new ArrayList<>();
        fields.path("stages").forEach(stage -> stages.add(stage.asText()));
        return new SecretVersion(
                Optional.of(fields.path("id").asText("")).filter(id -> !id.isEmpty()),
                stages,
                text(place + ".value", fields.path("value")));
    }

    private String parameter(String name, JsonNode value) {
        if (!value.isTextual()) {
            faults.add(name + " is no string");
        }
        return value.asText();
    }

    /** A secret's text, or the JSON object that it is. */
    private String text(String place, JsonNode value) {
        if (!value.isTextual() && !value.isObject()) {
            faults.add(place + " is neither a string nor an object");
        }
        return value.isTextual() ? value.asText() : value.toString();
    }

    private Map<String, JsonNode> members(String place, JsonNode object) {
        if (!object.isObject()) {
            faults.add(place.isEmpty() ? "no JSON object: give one" : place + " is no object");
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
