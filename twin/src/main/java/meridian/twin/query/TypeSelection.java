package meridian.twin.query;

import java.util.List;
import java.util.function.UnaryOperator;

/** Which types: {@code Road}, {@code Road,Junction} (or), {@code Sensor;Device} (and), with parentheses. Clause 4.17. */
public sealed interface TypeSelection {
    /** @param name as entities have it */
    record Type(String name) implements TypeSelection {}

    record All(List<TypeSelection> parts) implements TypeSelection {}

    record Any(List<TypeSelection> parts) implements TypeSelection {}

    /**
     * @param expand makes the name that entities have of the one that was written
     * @throws QueryError where it is no type selection
     */
    static TypeSelection parse(String text, UnaryOperator<String> expand) {
        Cursor cursor = new Cursor("type", text);
        return cursor.whole(",|", () -> new Type(expand.apply(cursor.until(",|;()", "a type"))), All::new, Any::new);
    }

    default boolean accepts(List<String> types) {
        return switch (this) {
            case Type t -> types.contains(t.name());
            case All a -> a.parts().stream().allMatch(part -> part.accepts(types));
            case Any a -> a.parts().stream().anyMatch(part -> part.accepts(types));
        };
    }
}
