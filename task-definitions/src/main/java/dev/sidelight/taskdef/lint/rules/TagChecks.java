package dev.sidelight.taskdef.lint.rules;

import dev.sidelight.taskdef.document.Spot;
import dev.sidelight.taskdef.lint.rule.Findings;
import dev.sidelight.taskdef.lint.rule.Subject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks of tags, of {@link StructureRules}. */
final class TagChecks {

    private static final int MOST_TAGS = 50;
    private static final int LONGEST_TAG_KEY = 128;
    private static final int LONGEST_TAG_VALUE = 256;
    private static final Pattern TAG_TEXT = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private TagChecks() {}

    static void tags(Subject subject, Findings out) {
        Spot tags = subject.at("tags");
        if (tags.items().size() > MOST_TAGS) {
            out.at(tags, tags.items().size() + " tags are more than " + MOST_TAGS);
        }
        Set<String> taken = new HashSet<>();
        for (Spot tag : tags.items()) {
            tag(tag.at("key"), tag.at("value"), taken, out);
        }
    }

    private static void tag(Spot key, Spot value, Set<String> taken, Findings out) {
        if (key.isAbsent()) {
            out.at(key, "a tag has no key");
        }
        key.text().ifPresent(text -> {
            if (text.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                out.at(key, "tag keys that begin with aws: are AWS's own");
            } else if (text.length() > LONGEST_TAG_KEY) {
                out.at(key, "a tag's key has more than " + LONGEST_TAG_KEY + " characters");
            } else if (!TAG_TEXT.matcher(text).matches()) {
                out.at(key, "tag key \"" + Texts.brief(text) + "\" has characters that a tag may not have");
            } else if (!taken.add(text)) {
                out.at(key, "another tag has the key \"" + text + "\", too");
            }
        });
        value.text().ifPresent(text -> {
            if (text.length() > LONGEST_TAG_VALUE) {
                out.at(value, "a tag's value has more than " + LONGEST_TAG_VALUE + " characters");
            } else if (!TAG_TEXT.matcher(text).matches()) {
                out.at(value, "tag value \"" + Texts.brief(text) + "\" has characters that a tag may not have");
            }
        });
    }
}
