package dev.sidelight.taskdef.lint.env;

import dev.sidelight.taskdef.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An environment file as ECS reads it: a line a variable, {@code VARIABLE=VALUE}, all of it taken as it stands; lines that
 * begin with {@code #} are comments.
 */
public record EnvironmentFile(String name, String text, List<Line> lines) {

    public EnvironmentFile {
        lines = List.copyOf(lines);
    }

    /**
     * A line that says something.
     *
     * @param isSetting whether it has a name and an equals sign
     */
    public record Line(Place place, boolean isSetting, String name, String value) {}

    /** Whether a file of that name is one. */
    public static boolean is(String file) {
        String name = file.replaceAll("^.*[/\\\\]", "").toLowerCase(Locale.ROOT);
        return name.endsWith(".env") || name.startsWith(".env.") || name.matches(".*\\.env\\.[\\w-]+");
    }

    /** Whether an object of S3 is this file, as far as its name tells. */
    boolean isNamedBy(String object) {
        return object.endsWith("/" + name.replaceAll("^.*[/\\\\]", ""));
    }

    public static EnvironmentFile parse(String name, String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        int number = 0;
        for (String whole : text.split("\n", -1)) {
            number++;
            String line = whole.endsWith("\r") ? whole.substring(0, whole.length() - 1) : whole;
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line(line, number, start));
            }
            start += whole.length() + 1;
        }
        return new EnvironmentFile(name, text, lines);
    }

    private static Line line(String line, int number, int start) {
        int equals = line.indexOf('=');
        boolean setting = equals > 0;
        String name = setting ? line.substring(0, equals) : line;
        Place place = new Place(
                number, 1, start, start + line.length(), Place.below("", setting ? name.strip() : "" + number));
        return new Line(place, setting, name, setting ? line.substring(equals + 1) : "");
    }
}
