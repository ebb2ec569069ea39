package dev.sidelight.taskdef.document;

/**
 * Where a value stands in its document.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param start offset of the first character in the document's text
 * @param end offset after the last one
 * @param pointer JSON pointer, in the document's own names
 */
public record Place(int line, int column, int start, int end, String pointer) {

    /** One step further down a JSON pointer. */
    public static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
