package dev.sidelight.taskdef.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A file of JSON or YAML.
 *
 * @param name as the user gave it
 * @param text without a byte order mark
 * @param marked whether the file begins with a byte order mark
 * @param oddities what reading it met
 */
public record Document(String name, String text, boolean marked, Format format, Value root, List<Oddity> oddities) {

    /** How a document is written. */
    public enum Format {
        JSON,
        YAML
    }

    /** Templates have at most 1 MiB, definitions 64 KiB. */
    public static final int MOST_BYTES = 4 << 20;

    private static final String MARK = "\uFEFF";

    public Document {
        oddities = List.copyOf(oddities);
    }

    /** Reads a file's content; its name tells JSON from YAML where its beginning does not. */
    public static Document read(String name, byte[] content) throws Unreadable {
        return of(name, decoded(content));
    }

    public static Document of(String name, String content) throws Unreadable {
        boolean marked = content.startsWith(MARK);
        String text = marked ? content.substring(1) : content;
        if (text.isBlank()) {
            throw new Unreadable("there is nothing in it");
        }
        List<Oddity> oddities = new ArrayList<>();
        Format format = format(name, text);
        try {
            Value root = format == Format.JSON ? JsonReader.read(text, oddities) : YamlReader.read(text, oddities);
            return new Document(name, text, marked, format, root, oddities);
        } catch (Unreadable e) {
            if (format == Format.YAML || !isYaml(name)) {
                throw e;
            }
            // A YAML document may begin with a brace, too.
            oddities.clear();
            return new Document(name, text, marked, Format.YAML, YamlReader.read(text, oddities), oddities);
        }
    }

    /** All task definitions in it; none, where it holds something else. */
    public List<Definition> definitions() {
        return Definitions.in(this);
    }

    /** The text of a file; other than UTF-8, or with zeros in it, it is none. */
    public static String decoded(byte[] content) throws Unreadable {
        if (content.length > MOST_BYTES) {
            throw new Unreadable("larger than " + (MOST_BYTES >> 20) + " MiB, which no template may be");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new Unreadable("not a text file");
            }
            return text;
        } catch (CharacterCodingException _) {
            throw new Unreadable("not a text file in UTF-8");
        }
    }

    private static Format format(String name, String text) {
        char first = text.stripLeading().charAt(0);
        boolean json =
                first == '{' || first == '[' || name.toLowerCase(Locale.ROOT).endsWith(".json");
        return json ? Format.JSON : Format.YAML;
    }

    private static boolean isYaml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml") || lower.endsWith(".template");
    }
}
