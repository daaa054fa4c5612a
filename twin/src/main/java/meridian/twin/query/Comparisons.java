package meridian.twin.query;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import meridian.twin.entity.Value;
import meridian.twin.query.Filter.Relation;

/** How a value stands to a literal. What is not of one kind is unequal, and neither greater nor less. */
final class Comparisons {
    private Comparisons() {}

    static boolean holds(Value value, Relation relation, List<Literal> literals) {
        return switch (relation) {
            case EQUAL -> literals.stream().anyMatch(literal -> equal(value, literal));
            case UNEQUAL -> literals.stream().noneMatch(literal -> equal(value, literal));
            case GREATER -> compared(value, literals).orElse(0) > 0;
            case GREATER_OR_EQUAL -> compared(value, literals).orElse(-1) >= 0;
            case LESS -> compared(value, literals).orElse(0) < 0;
            case LESS_OR_EQUAL -> compared(value, literals).orElse(1) <= 0;
        };
    }

    private static OptionalInt compared(Value value, List<Literal> literals) {
        return compare(value, literals.getFirst());
    }

    private static boolean equal(Value value, Literal literal) {
        if (literal instanceof Literal.Range range) {
            return compare(value, range.from()).orElse(-1) >= 0
                    && compare(value, range.to()).orElse(1) <= 0;
        }
        return compare(value, literal).orElse(1) == 0;
    }

    private static OptionalInt compare(Value value, Literal literal) {
        return switch (literal) {
            case Literal.Number n ->
                switch (value) {
                    case Value.Whole v -> OptionalInt.of(compare(v.number(), n.number()));
                    case Value.Decimal v ->
                        OptionalInt.of(v.number() < n.number() ? -1 : v.number() > n.number() ? 1 : 0);
                    default -> OptionalInt.empty();
                };
            case Literal.Text t ->
                value instanceof Value.Text v ? OptionalInt.of(v.text().compareTo(t.text())) : OptionalInt.empty();
            case Literal.Truth t ->
                value instanceof Value.Truth v
                        ? OptionalInt.of(Boolean.compare(v.yes(), t.yes()))
                        : OptionalInt.empty();
            case Literal.Moment m ->
                switch (value) {
                    case Value.Moment v -> OptionalInt.of(Long.compare(v.micros(), m.micros()));
                    case Value.Text v ->
                        FilterParser.instant(v.text())
                                .map(micros -> OptionalInt.of(Long.compare(micros, m.micros())))
                                .orElse(OptionalInt.empty());
                    default -> OptionalInt.empty();
                };
            case Literal.Range _ -> OptionalInt.empty();
        };
    }

    /** Without rounding a long to a double, which would make 2⁵³ + 1 equal to 2⁵³. */
    private static int compare(long a, double b) {
        if (b >= 0x1p63) {
            return -1;
        }
        if (b < -0x1p63) {
            return 1;
        }
        int whole = Long.compare(a, (long) b);
        return whole != 0 ? whole : Double.compare(0, b - (long) b);
    }

    /** What a pattern looks at. */
    static Optional<String> text(Value value) {
        return value instanceof Value.Text text ? Optional.of(text.text()) : Optional.empty();
    }
}
