package dev.sidelight.taskdef.lint.rule;

import dev.sidelight.taskdef.document.Spot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A container definition. */
public record Container(Spot spot) {

    public Spot at(String field) {
        return spot.at(field);
    }

    /** Its name, or where it stands in the list. */
    public String label() {
        return at("name").raw().orElseGet(() -> "container " + spot.name());
    }

    public Image image() {
        return new Image(at("image").raw().orElse(""));
    }

    /** Essential by its own words, or for lack of any; of what is unknown, not. */
    public boolean isEssential() {
        return at("essential").isAbsent() || at("essential").is(true);
    }

    /** The value of an environment variable, if it is set here and known. */
    public Optional<String> environment(String name) {
        return at("environment").items().stream()
                .filter(variable -> variable.at("name").is(name))
                .flatMap(variable -> variable.at("value").text().stream())
                .findFirst();
    }

    public Spot logOptions() {
        return at("logConfiguration").at("options");
    }

    public boolean logsTo(String driver) {
        return at("logConfiguration").at("logDriver").is(driver);
    }

    /** Whether it routes the other containers' logs. */
    public boolean isRouter() {
        return at("firelensConfiguration").isPresent();
    }

    /** Whether it is Sidelight itself. */
    public boolean isSidelight() {
        return at("dockerLabels").entry(Subject.VERSION_LABEL).isPresent()
                || image().repository().equals("sidelight");
    }

    /** Entry point and command, one after the other. */
    public List<String> arguments() {
        return Stream.concat(at("entryPoint").items().stream(), at("command").items().stream())
                .flatMap(argument -> argument.raw().stream())
                .toList();
    }
}
