package dev.sidelight.emulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sidelight.emulator.definition.DefinitionReader;
import dev.sidelight.emulator.definition.DurationText;
import dev.sidelight.emulator.definition.InvalidDefinition;
import dev.sidelight.emulator.definition.LaunchType;
import dev.sidelight.emulator.definition.TaskDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A task that falls ill in a known way, and a health policy that sees it: a file of resources each. */
public enum Scenario {
    LEAK,
    CRASH_LOOP,
    HUNG,
    SILENT,
    CPU,
    FLAPPING,
    SLOW_START;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String WEB_PORT = "8080";
    private static final String WEB_ADDRESS = "${web}";

    /** Its name on command lines. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scenario of this name; absent for another. */
    public static Optional<Scenario> of(String label) {
        return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
    }

    /** A line of each: its name, and what a person will see. */
    public static String list() {
        return Arrays.stream(values())
                .map(one -> String.format(Locale.ROOT, "  %-11s %s", one.label(), one.about()))
                .collect(Collectors.joining("\n"));
    }

    /** What a person will see. */
    public String about() {
        return read().path("about").asText();
    }

    /** How many times faster than at ECS its times pass. */
    public int timesFaster() {
        return read().path("faster").asInt(1);
    }

    /** How long the web server is asked; absent for as long as it runs. */
    public Optional<Duration> load() {
        return Optional.of(read().path("load").asText())
                .filter(text -> !text.isEmpty())
                .map(DurationText::parse);
    }

    /** The task, whose web server listens on {@code webPort}. */
    public TaskDefinition definition(LaunchType launchType, int webPort) throws InvalidDefinition {
        return DefinitionReader.read(label(), json(webPort), Optional.of(launchType));
    }

    /** The same as it is registered. */
    public String json(int webPort) {
        return read().path("task").toString().replace(WEB_PORT, Integer.toString(webPort));
    }

    /** The agent's health policy, for a web server at this address. */
    public String policy(String webAddress) {
        return read().path("policy").toString().replace(WEB_ADDRESS, webAddress);
    }

    private JsonNode read() {
        String file = label() + ".json";
        try (InputStream in = Scenario.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + file);
            }
            return MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
