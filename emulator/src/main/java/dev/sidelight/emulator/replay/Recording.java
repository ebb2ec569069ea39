package dev.sidelight.emulator.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Answers recorded one after the other: in a folder, pairs of {@code NN-task.json} and {@code NN-stats.json}. */
public record Recording(List<Step> steps) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What {@code /task} and {@code /task/stats} answered at one time. */
    public record Step(JsonNode task, JsonNode stats) {}

    public Recording {
        steps = List.copyOf(steps);
    }

    /** The message of the exception names what is wrong, line by line. */
    public static Recording in(Path folder) throws IOException {
        List<String> numbers;
        try (Stream<Path> files = Files.list(folder)) {
            numbers = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\d+-task\\.json"))
                    .map(name -> name.substring(0, name.indexOf('-')))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IOException(folder + ": cannot be read: give a folder with 01-task.json and 01-stats.json", e);
        }
        List<String> faults = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (String number : numbers) {
            steps.add(new Step(
                    read(folder.resolve(number + "-task.json"), faults),
                    read(folder.resolve(number + "-stats.json"), faults)));
        }
        if (numbers.isEmpty()) {
            faults.add(folder + ": no recording: give a folder with 01-task.json and 01-stats.json");
        }
        if (!faults.isEmpty()) {
            throw new IOException(String.join(System.lineSeparator(), faults));
        }
        return new Recording(steps);
    }

    /** The small recording that stands in where there is no /proc to measure live processes with. */
    public static Recording builtIn() throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String number : List.of("01", "02")) {
            steps.add(new Step(resource(number + "-task.json"), resource(number + "-stats.json")));
        }
        return new Recording(steps);
    }

    private static JsonNode resource(String name) throws IOException {
        try (var in = Recording.class.getResourceAsStream("built-in/" + name)) {
            if (in == null) {
                throw new IOException("the built-in recording lacks " + name);
            }
            return MAPPER.readTree(in);
        }
    }

    private static JsonNode read(Path file, List<String> faults) {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            faults.add(file + ": cannot be read as JSON: give the recorded answer");
            return MAPPER.missingNode();
        }
    }
}
