package dev.sidelight.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A file of Prometheus rules, in the order in which they stand. */
record RuleFile(List<Rule> rules) {

    static final Path FOLDER = Path.of("prometheus");
    static final RuleFile RECORDING = read(FOLDER.resolve("rules/recording.yml"));
    static final RuleFile ALERTS = read(FOLDER.resolve("rules/alerts.yml"));

    RuleFile {
        rules = List.copyOf(rules);
    }

    /** A rule of either kind; {@code name} is what it records, or the alert's. */
    record Rule(String name, String expr, Map<String, String> labels, Map<String, String> annotations) {
        Rule {
            labels = Map.copyOf(labels);
            annotations = Map.copyOf(annotations);
        }
    }

    static RuleFile read(Path file) {
        return new RuleFile(maps(map(yaml(file)).get("groups")).stream()
                .flatMap(group -> maps(group.get("rules")).stream())
                .map(rule -> new Rule(
                        String.valueOf(rule.containsKey("record") ? rule.get("record") : rule.get("alert")),
                        String.valueOf(rule.get("expr")),
                        texts(rule.get("labels")),
                        texts(rule.get("annotations"))))
                .toList());
    }

    /** The document of a YAML file. */
    static Object yaml(Path file) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A mapping of the document; an absent one is empty. */
    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
        }
        return map;
    }

    /** A list of mappings; an absent one is empty. */
    static List<Map<String, Object>> maps(@Nullable Object value) {
        return value instanceof List<?> list ? list.stream().map(RuleFile::map).toList() : List.of();
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(value).forEach((key, text) -> texts.put(key, String.valueOf(text)));
        return texts;
    }
}
