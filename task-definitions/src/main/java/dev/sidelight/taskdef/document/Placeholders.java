package dev.sidelight.taskdef.document;

import java.util.List;
import java.util.regex.Pattern;

/** What templates and instructions leave for someone to fill in. */
public final class Placeholders {

    private static final Pattern IN_TEXT =
            Pattern.compile("<[^<>\\s][^<>]{0,80}>|[$#]\\{[^{}]{0,120}}|\\{\\{[^{}]{0,120}}}|\\[\\[\\w+]]|"
                    + "\\$\\$\\$\\w+\\$\\$\\$|\\$[A-Z][A-Z0-9_]{2,}|%[A-Z][A-Z_]+%|@[A-Z][A-Z_]+@|@@\\w+@@|__[A-Z][A-Z_]*__|"
                    + "\\b(?:AWS_|YOUR_|MY_)?(?:ACCOUNT_?ID|ACCOUNT_NUMBER|REGION|AWS_ACCOUNT)\\b|"
                    + "\\b(?:aws_account_id|aws_region|account_id|your[-_]\\w+)\\b");

    /** One of these is in every placeholder; most texts have none, and are passed over quickly. */
    private static final List<String> SIGNS =
            List.of("$", "{", "<", "%", "@", "__", "[[", "ACCOUNT", "REGION", "account_id", "aws_region", "your");

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
