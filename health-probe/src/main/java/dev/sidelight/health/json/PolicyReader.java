package dev.sidelight.health.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sidelight.health.ContainerPolicy;
import dev.sidelight.health.HealthPolicy;
import dev.sidelight.health.Rule;
import dev.sidelight.text.Nearest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a policy, strictly. What it says of a rule replaces that rule; what it does not mention stays as it was: in
 * {@code default} as built in, in a container as in {@code default}. {@code false} switches a rule off.
 */
public final class PolicyReader {

    private static final String SCHEMA = "$schema";
    private static final List<String> MEMBERS = List.of("default", "containers", SCHEMA);
    private static final String START_GRACE = "startGrace";
    private static final String ESSENTIAL = "essential";
    private static final Kind<Duration> GRACE = Kinds.duration(Duration.ZERO, Duration.ofDays(1));

    private final ObjectMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    private final Faults faults = new Faults();

    private PolicyReader() {}

    /** Reads the text of a policy. */
    public static HealthPolicy read(String json) throws InvalidPolicy {
        PolicyReader reader = new PolicyReader();
        HealthPolicy policy = reader.policy(reader.root(json));
        if (!reader.faults.isEmpty()) {
            throw new InvalidPolicy(reader.faults.lines());
        }
        return policy;
    }

    /** Reads a policy as it is configured: its text, which begins with a brace, or the path of a file that holds it. */
    public static HealthPolicy readTextOrFile(String given) throws InvalidPolicy {
        if (given.startsWith("{")) {
            return read(given);
        }
        try {
            return read(Files.readString(Path.of(given)));
        } catch (NoSuchFileException e) {
            throw new InvalidPolicy(List.of("is no JSON object, and there is no file of that name: " + given));
        } catch (CharacterCodingException e) {
            throw new InvalidPolicy(List.of("names a file that is not UTF-8 text: " + given));
        } catch (InvalidPathException | IOException e) {
            throw new InvalidPolicy(List.of("is no JSON object, nor a file that can be read: " + given));
        }
    }

    private JsonNode root(String json) throws InvalidPolicy {
        try {
            JsonNode root = mapper.readTree(json);
            if (root.isObject()) {
                return root;
            }
            faults.add("", "is not a JSON object");
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : ", at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            faults.add("", "is not JSON: " + e.getOriginalMessage().replaceAll("\\s+", " ") + where);
        }
        throw new InvalidPolicy(faults.lines());
    }

    private HealthPolicy policy(JsonNode root) {
        unknownMembers("", root, MEMBERS, "there are default and containers");
        value("", root, SCHEMA, Kinds.TEXT);
        ContainerPolicy builtIn = HealthPolicy.BUILT_IN.otherwise();
        ContainerPolicy otherwise = root.has("default")
                ? container("/default", root.path("default"), builtIn, RuleFormat.Place.CONTAINER_ONLY)
                : builtIn;
        Map<String, ContainerPolicy> containers = new LinkedHashMap<>();
        JsonNode named = root.path("containers");
        if (!named.isMissingNode() && !named.isObject()) {
            faults.wrong("/containers", named, "an object of container names");
        }
        named.properties()
                .forEach(entry -> containers.put(
                        entry.getKey(),
                        container(
                                Faults.member("/containers", entry.getKey()),
                                entry.getValue(),
                                otherwise,
                                RuleFormat.Place.DEFAULT_ONLY)));
        return new HealthPolicy(otherwise, containers);
    }

    private ContainerPolicy container(String pointer, JsonNode node, ContainerPolicy base, RuleFormat.Place refused) {
        if (!node.isObject()) {
            faults.wrong(pointer, node, "an object of rules");
            return base;
        }
        boolean named = refused == RuleFormat.Place.DEFAULT_ONLY;
        List<String> members = new ArrayList<>(RuleFormats.names());
        members.add(START_GRACE);
        if (named) {
            members.add(ESSENTIAL);
        }
        unknownMembers(pointer, node, members, "there are " + String.join(", ", members));
        Optional<Boolean> essential = named ? value(pointer, node, ESSENTIAL, Kinds.FLAG) : Optional.empty();
        return new ContainerPolicy(
                essential,
                value(pointer, node, START_GRACE, GRACE).orElse(base.startGrace()),
                rules(pointer, node, base, refused));
    }

    private List<Rule> rules(String pointer, JsonNode node, ContainerPolicy base, RuleFormat.Place refused) {
        List<Rule> rules = new ArrayList<>();
        for (RuleFormat format : RuleFormats.ALL) {
            Optional<Rule> before = base.rules().stream()
                    .filter(rule -> rule.name().equals(format.name()))
                    .findFirst();
            (node.has(format.name()) ? rule(pointer, node.path(format.name()), format, refused) : before)
                    .ifPresent(rules::add);
        }
        return rules;
    }

    private Optional<Rule> rule(String parent, JsonNode node, RuleFormat format, RuleFormat.Place refused) {
        String pointer = Faults.member(parent, format.name());
        if (format.place() == refused) {
            faults.add(
                    pointer,
                    refused == RuleFormat.Place.DEFAULT_ONLY
                            ? "decides the task: it belongs into /default"
                            : "names one container's port: it belongs into /containers/NAME");
            return Optional.empty();
        }
        if (node.isBoolean() && !node.booleanValue()) {
            return Optional.empty();
        }
        if (!node.isObject()) {
            faults.wrong(pointer, node, "an object, or false to switch the rule off");
            return Optional.empty();
        }
        int before = faults.lines().size();
        Values values = values(pointer, node, format);
        return faults.lines().size() == before ? Optional.of(format.make().apply(values)) : Optional.empty();
    }

    private Values values(String pointer, JsonNode node, RuleFormat format) {
        List<String> names = format.fields().stream().map(Field::name).toList();
        unknownMembers(
                pointer, node, names, names.isEmpty() ? "it has no fields" : "there are " + String.join(", ", names));
        Values values = new Values();
        format.fields().forEach(field -> put(values, pointer, node, field));
        checkTimeout(pointer, values, format);
        return values;
    }

    private <T> void put(Values values, String pointer, JsonNode node, Field<T> field) {
        if (field.required() && !node.has(field.name())) {
            faults.add(pointer, "lacks " + field.name() + ": " + field.kind().words());
        }
        value(pointer, node, field.name(), field.kind()).ifPresent(value -> values.put(field, value));
    }

    private void checkTimeout(String pointer, Values values, RuleFormat format) {
        if (format.fields().contains(RuleFormats.TIMEOUT)
                && values.get(RuleFormats.TIMEOUT).compareTo(values.get(RuleFormats.INTERVAL)) > 0) {
            faults.add(pointer + "/timeout", "is longer than interval");
        }
    }

    private <T> Optional<T> value(String pointer, JsonNode node, String name, Kind<T> kind) {
        if (!node.has(name)) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind.read(node.path(name)));
        } catch (InvalidField e) {
            String at = Faults.member(pointer, name);
            if (kind.secret()) {
                faults.add(
                        e.member().isEmpty() ? at : Faults.member(at, e.member()),
                        "is wrong: " + name + " must be " + kind.words());
            } else {
                faults.wrong(at, node.path(name), kind.words());
            }
            return Optional.empty();
        }
    }

    private void unknownMembers(String pointer, JsonNode node, List<String> known, String right) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!known.contains(entry.getKey())) {
                String hint = Nearest.hint(entry.getKey(), known);
                faults.add(
                        Faults.member(pointer, entry.getKey()),
                        "is not known" + (hint.isEmpty() ? ": " + right : hint));
            }
        }
    }
}
