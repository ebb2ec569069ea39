package dev.sidelight.taskdef.document;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What templates and instructions leave for someone to fill in. What is told by its letters alone must be a whole word or a
 * whole part of a path, a host or an ARN: {@code ACCOUNT_ID.dkr.ecr.REGION.amazonaws.com}, but not {@code MY-REGION-7}.
 */
public final class Placeholders {

    private static final String BRACKETS =
            "<[^<>\\s][^<>]{0,80}>|[$#]\\{[^{}]{0,120}}|\\{\\{[^{}]{0,120}}}|\\[\\[\\w+]]|\\$\\$\\$\\w+\\$\\$\\$|"
                    + "@[A-Z][A-Z_]+@|@@\\w+@@|__[A-Z][A-Z_]*__";
    /** As in {@code app-$STAGE} and {@code v$VERSION}, but not in {@code pa$SWORD}. */
    private static final String BEFORE_SIGN = "(?<![A-Za-z0-9$%]{2})";

    private static final String SIGNED =
            BEFORE_SIGN + "(\\$[A-Z][A-Z0-9_]+(?![A-Za-z0-9])|%[A-Z][A-Z0-9_]+%(?![A-Za-z0-9]))";
    private static final String WORDS = "(?<![\\w-])("
            + "(AWS_|YOUR_|MY_)?(ACCOUNT_?ID|ACCOUNT_NUMBER|REGION|AWS_ACCOUNT)|aws_account_id|aws_region|account_id|"
            + "(?i:your[-_][\\w-]+))(?![\\w-])";
    private static final Pattern IN_TEXT = Pattern.compile(BRACKETS + "|" + SIGNED + "|" + WORDS);

    /** One of these is in every placeholder; most texts have none, and are passed over quickly. */
    private static final List<String> SIGNS = List.of(
            "$",
            "{",
            "<",
            "%",
            "@",
            "__",
            "[[",
            "ACCOUNT",
            "REGION",
            "account_id",
            "aws_region",
            "your",
            "YOUR",
            "Your");

    private Placeholders() {}

    /** Whether a part of the text is not yet known. */
    public static boolean in(String text) {
        for (String sign : SIGNS) {
            if (text.contains(sign)) {
                return IN_TEXT.matcher(text).find();
            }
        }
        return false;
    }
}
