package dev.sidelight.emulator.definition;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Folders of images that lie elsewhere on this machine: what a container runs, and its health check, is found there. */
public record ImageFolders(Map<String, Path> folders) {
    /** Where Sidelight's image has its distribution. */
    private static final String SIDELIGHT = "/opt/sidelight";

    private static final String VERSION_LABEL = "dev.sidelight.version";
    private static final String AGENT = SIDELIGHT + "/bin/java @" + SIDELIGHT + "/agent";

    public ImageFolders {
        folders = folders.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().toAbsolutePath().normalize()));
    }

    /** The definition with the folders of this machine in place of the images'. */
    public TaskDefinition in(TaskDefinition task) {
        return new TaskDefinition(
                task.family(),
                task.revision(),
                task.networkMode(),
                task.compatibility(),
                task.cpu(),
                task.memory(),
                task.containers().stream().map(this::in).toList(),
                task.tags());
    }

    /** What containers and images run: as given, and Sidelight's own container, where nothing is, the built agent. */
    public Map<String, String> commands(TaskDefinition task, Map<String, String> given) {
        Map<String, String> commands = new HashMap<>();
        if (folders.containsKey(SIDELIGHT)) {
            task.containers().stream()
                    .filter(one -> one.labels().containsKey(VERSION_LABEL))
                    .filter(one -> one.entryPoint().isEmpty() && one.command().isEmpty())
                    .filter(one -> !given.containsKey(one.image()))
                    .forEach(one -> commands.put(one.name(), in(AGENT)));
        }
        given.forEach((name, command) -> commands.put(name, in(command)));
        return commands;
    }

    String in(String text) {
        if (folders.isEmpty()) {
            return text;
        }
        String any = folders.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        // A whole path or its beginning, and not the end or the middle of another's.
        return Pattern.compile("(?<![\\w./-])(?:" + any + ")(?![\\w.-])")
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(String.valueOf(folders.get(match.group()))));
    }

    private List<String> in(List<String> words) {
        return words.stream().map(this::in).toList();
    }

    private ContainerDefinition in(ContainerDefinition one) {
        return new ContainerDefinition(
                one.name(),
                one.image(),
                one.cpu(),
                one.memory(),
                one.essential(),
                in(one.entryPoint()),
                in(one.command()),
                one.environment(),
                one.environmentFiles(),
                one.secrets(),
                one.workingDirectory().map(this::in),
                one.ports(),
                one.stopTimeout(),
                one.labels(),
                one.logDriver(),
                one.logOptions(),
                one.healthCheck().map(this::in),
                one.dependsOn(),
                one.restartPolicy(),
                one.startTimeout());
    }

    private HealthCheck in(HealthCheck check) {
        return new HealthCheck(
                in(check.command()), check.interval(), check.timeout(), check.retries(), check.startPeriod());
    }
}
