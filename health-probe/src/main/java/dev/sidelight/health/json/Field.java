package dev.sidelight.health.json;

import java.util.Optional;

/**
 * A field of a rule.
 *
 * @param fallback what it is where it is not given
 * @param shown the fallback as it is written; empty for none
 * @param required whether it must be given
 */
record Field<T>(String name, Kind<T> kind, Optional<T> fallback, String shown, boolean required, String meaning) {

    static <T> Field<T> of(String name, Kind<T> kind, T fallback, String shown, String meaning) {
        return new Field<>(name, kind, Optional.of(fallback), shown, false, meaning);
    }

    static <T> Field<T> required(String name, Kind<T> kind, String meaning) {
        return new Field<>(name, kind, Optional.empty(), "", true, meaning);
    }

    static <T> Field<T> optional(String name, Kind<T> kind, String shown, String meaning) {
        return new Field<>(name, kind, Optional.empty(), shown, false, meaning);
    }
}
