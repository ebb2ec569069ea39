package dev.sidelight.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A template as CloudFormation resolves it for the parameters that are given; it knows the functions that ours use. */
final class CloudFormation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACE = Pattern.compile("\\$\\{(!?)([^}]+)}");
    private static final Object NO_VALUE = new Object();

    private final Map<?, ?> template;
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private CloudFormation(Map<?, ?> template, Map<String, String> stack) {
        this.template = template;
        section("Parameters").forEach((name, declared) -> {
            Map<?, ?> declaration = (Map<?, ?>) declared;
            String given = stack.get(String.valueOf(name));
            Object value = Objects.requireNonNull(
                    given == null ? declaration.get("Default") : given,
                    () -> name + " is neither given nor has it a default");
            checkValue(String.valueOf(name), declaration, value);
            parameters.put(String.valueOf(name), value);
        });
        parameters.put("AWS::Region", "eu-west-1");
    }

    /** The resources that a stack with these parameters has, by their logical names. */
    static Map<String, JsonNode> resources(String file, Map<String, String> parameters) throws IOException {
        Map<?, ?> template = new Yaml(new Functions()).load(Files.readString(Path.of("cloudwatch", file)));
        return new CloudFormation(template, parameters).resources();
    }

    private Map<String, JsonNode> resources() {
        Map<String, JsonNode> resources = new LinkedHashMap<>();
        section("Resources").forEach((name, resource) -> {
            Object condition = ((Map<?, ?>) resource).get("Condition");
            if (condition == null || holds(condition.toString())) {
                resources.put(String.valueOf(name), JSON.valueToTree(resolve(resource)));
            }
        });
        return resources;
    }

    private Map<?, ?> section(String name) {
        return (Map<?, ?>) Objects.requireNonNull(template.get(name), name);
    }

    private static void checkValue(String name, Map<?, ?> declared, Object value) {
        if (declared.get("AllowedPattern") instanceof String pattern
                && !value.toString().matches(pattern)) {
            throw new IllegalArgumentException(name + "=" + value);
        }
        if (declared.get("AllowedValues") instanceof List<?> allowed
                && allowed.stream().map(String::valueOf).noneMatch(value.toString()::equals)) {
            throw new IllegalArgumentException(name + "=" + value);
        }
    }

    private boolean holds(String condition) {
        return (Boolean) resolve(Objects.requireNonNull(section("Conditions").get(condition), condition));
    }

    private Object resolve(Object value) {
        return switch (value) {
            case Call call -> call(call.function(), call.argument());
            case Map<?, ?> map -> {
                Map<String, Object> resolved = new LinkedHashMap<>();
                map.forEach((key, item) -> resolved.put(String.valueOf(key), resolve(item)));
                resolved.values().removeIf(NO_VALUE::equals);
                yield resolved;
            }
            case List<?> list -> {
                List<Object> resolved = new ArrayList<>();
                list.forEach(item -> resolved.add(resolve(item)));
                resolved.removeIf(NO_VALUE::equals);
                yield resolved;
            }
            default -> value;
        };
    }

    private Object call(String function, Object argument) {
        List<?> list = argument instanceof List<?> several ? several : List.of(argument);
        return switch (function) {
            case "Ref" -> argument.equals("AWS::NoValue") ? NO_VALUE : parameter(argument.toString(), Map.of());
            case "Sub" ->
                substitute(list.get(0).toString(), list.size() > 1 ? (Map<?, ?>) resolve(list.get(1)) : Map.of());
            case "If" -> resolve(holds(list.get(0).toString()) ? list.get(1) : list.get(2));
            case "Equals" ->
                resolve(list.get(0)).toString().equals(resolve(list.get(1)).toString());
            case "Not" -> !(Boolean) resolve(list.get(0));
            case "And" -> list.stream().allMatch(item -> (Boolean) resolve(item));
            case "Or" -> list.stream().anyMatch(item -> (Boolean) resolve(item));
            case "Condition" -> holds(argument.toString());
            default -> throw new IllegalArgumentException("!" + function);
        };
    }

    private String substitute(String text, Map<?, ?> own) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        place.group(1).isEmpty()
                                ? parameter(place.group(2), own).toString()
                                : "${" + place.group(2) + "}"));
    }

    private Object parameter(String name, Map<?, ?> own) {
        Object value = own.containsKey(name) ? own.get(name) : parameters.get(name);
        return Objects.requireNonNull(value, () -> "${" + name + "}");
    }

    private record Call(String function, Object argument) {}

    /** Reads a tag as the call of a function. */
    private static final class Functions extends SafeConstructor {

        Functions() {
            super(new LoaderOptions());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(Node node) {
                    return new Call(
                            node.getTag().getValue().substring(1),
                            switch (node) {
                                case ScalarNode scalar -> scalar.getValue();
                                case SequenceNode sequence -> constructSequence(sequence);
                                case MappingNode mapping -> constructMapping(mapping);
                                default -> throw new IllegalArgumentException(node.toString());
                            });
                }
            });
        }
    }
}
