package dev.sidelight.taskdef.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a text is no JSON, in words that need no knowledge of the parser. */
final class JsonFault {

    private static final Pattern MET = Pattern.compile("Unexpected character \\('(.+?)' \\(code");

    private record Words(String said, String ours) {}

    /** What the parser says, and what that means; the first that fits. */
    private static final List<Words> WORDS = List.of(
            new Words("Unexpected end", "it ends too early"),
            new Words("double-quote to start field name", "a name in double quotes is expected"),
            new Words("comma to separate Object", "a comma or } is expected"),
            new Words("comma to separate Array", "a comma or ] is expected"),
            new Words("expecting a colon", "a colon is expected"),
            new Words("colon to separate", "a colon is expected"),
            new Words("(non-standard) comment", "JSON has no comments"),
            new Words("Unrecognized token", "a text that is not in double quotes"),
            new Words("Illegal unquoted character", "a line break or another control character within a string"),
            new Words("character escape sequence", "a malformed escape in a string"),
            new Words("Unrecognized character escape", "an escape in a string that JSON does not have"),
            new Words("Unexpected close marker", "a bracket closes what a bracket of another kind opened"),
            new Words("numeric value", "a malformed number"),
            new Words("number", "a malformed number"),
            new Words("Unexpected character", "a value is expected"));

    private JsonFault() {}

    static String words(JsonProcessingException e) {
        String said = String.valueOf(e.getOriginalMessage());
        if (e instanceof JsonEOFException) {
            return "not JSON: it ends too early";
        }
        String words = WORDS.stream()
                .filter(one -> said.contains(one.said()))
                .map(Words::ours)
                .findFirst()
                .orElse("it is malformed here");
        Matcher met = MET.matcher(said);
        return "not JSON: " + words
                + (words.endsWith("expected") && met.lookingAt() ? ", and not " + met.group(1) : "");
    }
}
