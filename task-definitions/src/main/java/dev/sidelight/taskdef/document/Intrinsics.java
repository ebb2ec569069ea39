package dev.sidelight.taskdef.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CloudFormation's intrinsic functions, long and short: values that are not known before a deployment. */
final class Intrinsics {

    private static final String FUNCTION = "Fn::";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^!}.]+)[^}]*}");

    private Intrinsics() {}

    /** The value itself, or an unknown one in place of an object that is a function. */
    static Value resolved(Value.Members object) {
        if (object.members().size() != 1) {
            return object;
        }
        Member only = object.members().getFirst();
        return only.name().equals("Ref") || only.name().startsWith(FUNCTION)
                ? unknown(object.place(), only.name().replace(FUNCTION, ""), only.value())
                : object;
    }

    /** Whether an object with this member may get others from elsewhere. */
    static boolean opens(String member) {
        return member.startsWith(FUNCTION);
    }

    /** A function by its short name, {@code Sub} of {@code !Sub} and {@code Fn::Sub}. */
    static Value.Unknown unknown(Place place, String function, Value argument) {
        List<String> names = new ArrayList<>();
        String text = switch (function) {
            case "Ref", "GetAtt" -> referred(argument, names);
            case "Sub" -> substituted(argument, names);
            case "Join" -> joined(argument, names);
            default -> {
                gather(argument, names);
                yield "${?" + function + "}";
            }
        };
        return new Value.Unknown(place, text, names, function, argument);
    }

    private static String referred(Value argument, List<String> names) {
        if (argument instanceof Value.Items list && !list.items().isEmpty()) {
            return referred(list.items().getFirst(), names);
        }
        if (argument instanceof Value.Text name) {
            names.add(name.text().split("\\.", 2)[0]);
            return "${" + name.text() + "}";
        }
        return "${?}";
    }

    private static String substituted(Value argument, List<String> names) {
        if (argument instanceof Value.Items list && !list.items().isEmpty()) {
            gather(argument, names);
            return substituted(list.items().getFirst(), names);
        }
        if (argument instanceof Value.Text template) {
            Matcher matcher = REFERENCE.matcher(template.text());
            while (matcher.find()) {
                names.add(matcher.group(1));
            }
            return template.text();
        }
        return "${?}";
    }

    private static String joined(Value argument, List<String> names) {
        gather(argument, names);
        if (argument instanceof Value.Items parts
                && parts.items().size() == 2
                && parts.items().getFirst() instanceof Value.Text delimiter
                && parts.items().getLast() instanceof Value.Items list) {
            return String.join(
                    delimiter.text(),
                    list.items().stream().map(Intrinsics::rendered).toList());
        }
        return "${?Join}";
    }

    private static String rendered(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Numeral number -> number.text();
            case Value.Truth truth -> String.valueOf(truth.truth());
            case Value.Unknown unknown -> unknown.text();
            case Value.Members _, Value.Items _, Value.Nothing _ -> "${?}";
        };
    }

    private static void gather(Value value, List<String> names) {
        switch (value) {
            case Value.Unknown unknown -> names.addAll(unknown.names());
            case Value.Items items -> items.items().forEach(item -> gather(item, names));
            case Value.Members object -> object.members().forEach(member -> gather(member.value(), names));
            case Value.Text _, Value.Numeral _, Value.Truth _, Value.Nothing _ -> {}
        }
    }
}
