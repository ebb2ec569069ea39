package dev.sidelight.taskdef.document;

import java.util.Arrays;

/** Lines and columns of offsets into a text. */
final class Lines {

    private final int[] starts;

    Lines(String text) {
        int[] found = new int[16];
        int count = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = i + 1;
        }
        starts = Arrays.copyOf(found, count);
    }

    Place place(int start, int end, String pointer) {
        int line = line(start);
        return new Place(line, start - starts[line - 1] + 1, start, end, pointer);
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
