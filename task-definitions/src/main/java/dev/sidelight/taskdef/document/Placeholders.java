package dev.sidelight.taskdef.document;

import java.util.regex.Pattern;

/** What templates and instructions leave for someone to fill in. */
public final class Placeholders {

    private static final Pattern IN_TEXT = Pattern.compile("<[^<>\\s][^<>]{0,80}>|\\$\\{[^}]*}|\\{\\{.*?}}|"
            + "\\$\\$\\$\\w+\\$\\$\\$|%[A-Z][A-Z_]+%|@@\\w+@@|__[A-Z][A-Z_]*__|"
            + "\\b(?:AWS_|YOUR_|MY_)?(?:ACCOUNT_?ID|ACCOUNT_NUMBER|REGION|AWS_ACCOUNT)\\b|"
            + "\\b(?:aws_account_id|aws_region|account_id|your[-_]\\w+)\\b");

    private Placeholders() {}

    /** Whether a part of the text is not yet known. */
    public static boolean in(String text) {
        return IN_TEXT.matcher(text).find();
    }
}
