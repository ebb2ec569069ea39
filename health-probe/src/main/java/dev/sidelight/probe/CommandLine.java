package dev.sidelight.probe;

import dev.sidelight.probe.Arguments.BadArgument;
import dev.sidelight.text.Nearest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options as given: {@code --name value} or {@code --name=value}, in any order. */
final class CommandLine {

    private static final String CONTAINER = "--container";
    private static final String TASK = "--task";
    private static final String DIRECT = "--direct";
    private static final String URL = "--url";
    private static final String TIMEOUT = "--timeout";
    private static final String JSON = "--json";
    private static final List<String> WITH_VALUE = List.of(CONTAINER, URL, TIMEOUT);
    private static final List<String> FLAGS = List.of(TASK, DIRECT, JSON);
    private static final List<String> ALL = List.of(CONTAINER, TASK, DIRECT, URL, TIMEOUT, JSON, "--help", "--version");
    private static final List<String> ALONE = List.of("--help", "--version");
    private static final String DEFAULT_TIMEOUT = "3s";

    private final Map<String, String> given = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    CommandLine(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (WITH_VALUE.contains(name)) {
                boolean follows = i + 1 < args.size() && !args.get(i + 1).startsWith("--");
                put(name, equals >= 0 ? arg.substring(equals + 1) : follows ? args.get(++i) : "");
            } else if (FLAGS.contains(name) && equals < 0) {
                put(name, "yes");
            } else {
                unknown(name, equals >= 0);
            }
        }
    }

    Arguments arguments(Map<String, String> environment) throws BadArgument {
        if (given.containsKey(CONTAINER) && given.containsKey(TASK)) {
            faults.add("--container and --task are two questions: ask one");
        }
        if (given.containsKey(DIRECT) && !given.containsKey(CONTAINER) && !given.containsKey(TASK)) {
            faults.add("--direct asks no agent, so it needs --container NAME or --task");
        }
        if (given.containsKey(DIRECT) && given.containsKey(URL)) {
            faults.add("--direct asks no agent, so --url means nothing with it");
        }
        URI url = url(given.getOrDefault(URL, "").isBlank() ? defaultUrl(environment) : given.getOrDefault(URL, ""));
        Duration timeout = timeout(given.getOrDefault(TIMEOUT, DEFAULT_TIMEOUT));
        if (!faults.isEmpty() || url == null || timeout == null) {
            throw new BadArgument(String.join("; ", faults));
        }
        return new Arguments(question(), url, timeout, given.containsKey(JSON), given.containsKey(DIRECT));
    }

    private Question question() {
        String container = given.get(CONTAINER);
        if (container != null) {
            return new Question.OfContainer(container);
        }
        return given.containsKey(TASK) ? new Question.OfTask() : new Question.OfAgent();
    }

    private void put(String name, String value) {
        if (value.isBlank()) {
            faults.add(name + " needs a value");
        }
        if (given.put(name, value) != null) {
            faults.add(name + " is given twice");
        }
    }

    private void unknown(String name, boolean hasValue) {
        faults.add(
                FLAGS.contains(name) && hasValue
                        ? name + " takes no value"
                        : ALONE.contains(name) ? name + " stands alone" : "there is no option " + name + hint(name));
    }

    private static String hint(String name) {
        String nearest = Nearest.hint(name, ALL);
        return nearest.isEmpty() ? " (there are " + String.join(", ", ALL) + ")" : nearest;
    }

    private @Nullable URI url(String text) {
        try {
            return Arguments.url(text);
        } catch (BadArgument e) {
            faults.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Duration timeout(String text) {
        try {
            return Arguments.timeout(text);
        } catch (BadArgument e) {
            faults.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static String defaultUrl(Map<String, String> environment) {
        String host = environment.getOrDefault("SIDELIGHT_HTTP_HOST", "").strip();
        String port = environment.getOrDefault("SIDELIGHT_HTTP_PORT", "").strip();
        boolean anyAddress = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        String name = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "http://" + (anyAddress ? "127.0.0.1" : name) + ":" + (port.isEmpty() ? "9779" : port);
    }
}
