package meridian.twin.query;

import java.util.List;
import java.util.function.UnaryOperator;
import meridian.twin.entity.Entity;

/** The q of a question: which values entities must have. Clause 4.9; {@code ;} binds stronger than {@code |}. */
public sealed interface Filter {
    /** How a value stands to what it is compared with. */
    enum Relation {
        EQUAL,
        UNEQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL
    }

    /** There is such an attribute or member. */
    record Exists(AttributePath path) implements Filter {}

    /**
     * There is a value that stands in this relation to one of the literals; for UNEQUAL, one that is unequal to all of them.
     * Without a value it does not hold, whatever the relation.
     */
    record Compare(AttributePath path, Relation relation, List<Literal> literals) implements Filter {}

    /** There is a text in which the pattern is found, or is not. */
    record Match(AttributePath path, SafePattern pattern, boolean wanted) implements Filter {}

    record All(List<Filter> parts) implements Filter {}

    record Any(List<Filter> parts) implements Filter {}

    /**
     * @param expand makes the attribute name that entities have of the one that was written
     * @throws QueryError where it is no query
     */
    static Filter parse(String text, UnaryOperator<String> expand) {
        return new FilterParser(text, expand).parse();
    }

    default boolean accepts(Entity entity) {
        return switch (this) {
            case All f -> f.parts().stream().allMatch(part -> part.accepts(entity));
            case Any f -> f.parts().stream().anyMatch(part -> part.accepts(entity));
            case Exists f -> Paths.anyValue(entity, f.path(), value -> true);
            case Compare f ->
                Paths.anyValue(entity, f.path(), value -> Comparisons.holds(value, f.relation(), f.literals()));
            case Match f ->
                Paths.anyValue(
                        entity,
                        f.path(),
                        value -> Comparisons.text(value)
                                .filter(text -> f.pattern().isIn(text) == f.wanted())
                                .isPresent());
        };
    }
}
