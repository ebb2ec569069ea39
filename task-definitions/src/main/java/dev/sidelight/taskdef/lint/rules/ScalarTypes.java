package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Dialect;
import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.document.Value;
import java.math.BigInteger;
import java.util.regex.Pattern;

/** Whether scalars are of the types that the model has. */
final class ScalarTypes {

    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d*\\.?\\d+([eE][-+]?\\d+)?");

    /** Letters of a number; reading one that is far longer takes long. */
    private static final int LONGEST = 20;

    private ScalarTypes() {}

    static boolean isTooLarge(Spot spot, String type) {
        String text = spot.raw().orElse("0");
        return (type.equals("integer") || type.equals("long"))
                && (text.length() > LONGEST || new BigInteger(text).bitLength() >= bits(type));
    }

    static int bits(String type) {
        return type.equals("integer") ? Integer.SIZE : Long.SIZE;
    }

    /** CloudFormation takes any scalar that can be read as the type. */
    static boolean fits(Value value, Spot spot, String type) {
        boolean loose = spot.dialect() == Dialect.CLOUDFORMATION;
        String text = spot.raw().orElse("");
        boolean scalar = value instanceof Value.Text || value instanceof Value.Numeral || value instanceof Value.Truth;
        return switch (type) {
            case "string" -> loose ? scalar : value instanceof Value.Text;
            case "integer", "long" ->
                (value instanceof Value.Numeral || (loose && scalar))
                        && WHOLE.matcher(text).matches();
            case "double" ->
                (value instanceof Value.Numeral || (loose && scalar))
                        && DECIMAL.matcher(text).matches();
            case "boolean" -> value instanceof Value.Truth || (loose && text.matches("(?i)true|false"));
            default -> true;
        };
    }

    static String words(String type) {
        return switch (type) {
            case "integer", "long" -> "a whole number";
            case "double" -> "a number";
            case "boolean" -> "true or false";
            default -> "a string";
        };
    }
}
