package dev.sidelight.taskdef.document;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/** Reads YAML 1.1, as CloudFormation does, into values with their places. */
final class YamlReader {

    private static final int DEEPEST = 100;
    private static final int MOST_VALUES = 300_000;

    private final String text;
    private final Lines lines;
    private final List<Oddity> oddities;
    private final int[] offsets;
    private final Set<Node> above = Collections.newSetFromMap(new IdentityHashMap<>());
    private int values;

    private YamlReader(String text, List<Oddity> oddities) {
        this.text = text;
        this.lines = new Lines(text);
        this.oddities = oddities;
        this.offsets = offsets(text);
    }

    static Value read(String text, List<Oddity> oddities) throws Unreadable {
        Node root = composed(text);
        if (root == null) {
            throw new Unreadable("there is nothing in it");
        }
        return new YamlReader(text, oddities).value(root, "");
    }

    private static @Nullable Node composed(String text) throws Unreadable {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(Document.MOST_BYTES);
        try {
            return new Composer(
                            new ParserImpl(new StreamReader(new StringReader(text)), options), new Resolver(), options)
                    .getSingleNode();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            String problem = "not YAML: " + (e.getProblem() == null ? e.getMessage() : e.getProblem());
            throw mark == null
                    ? new Unreadable(problem)
                    : new Unreadable(mark.getLine() + 1, mark.getColumn() + 1, problem);
        } catch (ReaderException e) {
            int at = text.offsetByCodePoints(0, Math.min(e.getPosition(), text.codePointCount(0, text.length())));
            Place place = new Lines(text).place(at, at, "");
            throw new Unreadable(place.line(), place.column(), "not YAML: a character that YAML does not have");
        } catch (YAMLException e) {
            String message = String.valueOf(e.getMessage());
            throw new Unreadable(
                    message.startsWith("Nesting Depth")
                            ? "nested deeper than " + DEEPEST + " levels"
                            : "not YAML: " + message);
        }
    }

    private Value value(Node node, String pointer) throws Unreadable {
        if (++values > MOST_VALUES) {
            throw new Unreadable("its aliases stand for more than " + MOST_VALUES + " values");
        }
        if (!above.add(node)) {
            throw unreadable(node, "an alias stands for a value that contains it");
        }
        Value value = untagged(node, pointer);
        above.remove(node);
        String tag = node.getTag().getValue();
        return tag.startsWith("!") && tag.length() > 1
                ? Intrinsics.unknown(place(node, value.place().end(), pointer), tag.substring(1), value)
                : value;
    }

    private Value untagged(Node node, String pointer) throws Unreadable {
        return switch (node) {
            case MappingNode mapping -> object(mapping, pointer);
            case SequenceNode sequence -> array(sequence, pointer);
            case ScalarNode scalar -> scalar(scalar, pointer);
            default -> throw unreadable(node, "an alias that stands for nothing");
        };
    }

    private Value object(MappingNode node, String pointer) throws Unreadable {
        List<Member> members = new ArrayList<>();
        List<Member> merged = new ArrayList<>();
        Set<String> names = new HashSet<>();
        boolean open = false;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
                throw unreadable(tuple.getKeyNode(), "a name that is no text");
            }
            String name = keyNode.getValue();
            if (keyNode.getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), pointer, merged);
                continue;
            }
            String below = Place.below(pointer, name);
            Place key = place(keyNode, offset(keyNode.getEndMark()), below);
            if (!names.add(name)) {
                oddities.add(new Oddity(key, name + " is given twice; the last one counts"));
            }
            open |= Intrinsics.opens(name);
            members.add(new Member(name, key, value(tuple.getValueNode(), below)));
        }
        boolean block = node.getFlowStyle() == FlowStyle.BLOCK;
        int end =
                block && !members.isEmpty() ? members.getLast().value().place().end() : offset(node.getEndMark());
        merged.stream().filter(member -> names.add(member.name())).forEach(members::add);
        return Intrinsics.resolved(new Value.Members(place(node, end, pointer), members, block, open));
    }

    private void merge(Node node, String pointer, List<Member> merged) throws Unreadable {
        switch (value(node, pointer)) {
            case Value.Members object -> merged.addAll(object.members());
            case Value.Items items ->
                items.items().forEach(item -> {
                    if (item instanceof Value.Members object) {
                        merged.addAll(object.members());
                    }
                });
            default -> throw unreadable(node, "<< stands before what is no object");
        }
    }

    private Value array(SequenceNode node, String pointer) throws Unreadable {
        List<Value> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(value(item, pointer + "/" + items.size()));
        }
        boolean block = node.getFlowStyle() == FlowStyle.BLOCK;
        int end = block && !items.isEmpty() ? items.getLast().place().end() : offset(node.getEndMark());
        return new Value.Items(place(node, end, pointer), items, block);
    }

    private Value scalar(ScalarNode node, String pointer) {
        Place place = place(node, offset(node.getEndMark()), pointer);
        String written = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return new Value.Nothing(place);
        }
        if (tag.equals(Tag.BOOL)) {
            return new Value.Truth(place, Set.of("true", "yes", "on").contains(written.toLowerCase(Locale.ROOT)));
        }
        boolean number = tag.equals(Tag.FLOAT) || (tag.equals(Tag.INT) && written.matches("[-+]?[0-9_]+"));
        return number ? new Value.Numeral(place, written.replace("_", "")) : new Value.Text(place, written);
    }

    private Unreadable unreadable(Node node, String problem) {
        Mark mark = node.getStartMark();
        return new Unreadable(mark.getLine() + 1, mark.getColumn() + 1, problem);
    }

    private Place place(Node node, int end, String pointer) {
        int start = offset(node.getStartMark());
        int last = Math.max(start, Math.min(end, text.length()));
        while (last > start && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        return lines.place(start, last, pointer);
    }

    private int offset(Mark mark) {
        return offsets.length == 0 ? mark.getIndex() : offsets[Math.min(mark.getIndex(), offsets.length - 1)];
    }

    /** Marks count code points. Empty where these are the characters. */
    private static int[] offsets(String text) {
        int points = text.codePointCount(0, text.length());
        if (points == text.length()) {
            return new int[0];
        }
        int[] offsets = new int[points + 1];
        int offset = 0;
        for (int i = 0; i < points; i++) {
            offsets[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        offsets[points] = offset;
        return offsets;
    }
}
