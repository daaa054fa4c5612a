package meridian.twin.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.query.Filter.Relation;

/** Text → {@link Filter}. */
final class FilterParser {
    private static final String NAME_ENDS = "=!<>~;|()[].,\"";
    private static final String LITERAL_ENDS = ";|(),\"";
    private static final int TERMS = 100;

    private final Cursor cursor;
    private final UnaryOperator<String> expand;
    private int terms;

    FilterParser(String text, UnaryOperator<String> expand) {
        this.cursor = new Cursor("q", text);
        this.expand = expand;
    }

    Filter parse() {
        return cursor.whole("|", this::term, Filter.All::new, Filter.Any::new);
    }

    private Filter term() {
        if (++terms > TERMS) {
            throw cursor.error("there are more than " + TERMS + " terms");
        }
        AttributePath path = path();
        if (cursor.skip("!~=")) {
            return new Filter.Match(path, pattern(), false);
        }
        if (cursor.skip("~=")) {
            return new Filter.Match(path, pattern(), true);
        }
        Optional<Relation> relation = relation();
        return relation.isEmpty()
                ? new Filter.Exists(path)
                : new Filter.Compare(path, relation.get(), literals(relation.get()));
    }

    private AttributePath path() {
        List<String> names = new ArrayList<>();
        do {
            names.add(cursor.until(NAME_ENDS, "an attribute"));
        } while (cursor.skip('.'));
        List<String> members = new ArrayList<>();
        if (cursor.skip('[')) {
            do {
                members.add(cursor.until(".]", "a member of the value"));
            } while (cursor.skip('.'));
            cursor.expect(']');
        }
        names.replaceAll(name -> Paths.isSystemName(name) ? name : expand.apply(name));
        return new AttributePath(names, members);
    }

    private Optional<Relation> relation() {
        // The longer signs first: >= begins like >.
        if (cursor.skip("==")) {
            return Optional.of(Relation.EQUAL);
        } else if (cursor.skip("!=")) {
            return Optional.of(Relation.UNEQUAL);
        } else if (cursor.skip(">=")) {
            return Optional.of(Relation.GREATER_OR_EQUAL);
        } else if (cursor.skip("<=")) {
            return Optional.of(Relation.LESS_OR_EQUAL);
        } else if (cursor.skip('>')) {
            return Optional.of(Relation.GREATER);
        } else if (cursor.skip('<')) {
            return Optional.of(Relation.LESS);
        }
        return Optional.empty();
    }

    private SafePattern pattern() {
        int from = cursor.at();
        boolean quoted = !cursor.atEnd() && cursor.peek() == '"';
        return SafePattern.of("q", from, quoted ? cursor.quoted() : cursor.until(";|)", "a pattern"));
    }

    private List<Literal> literals(Relation relation) {
        boolean equality = relation == Relation.EQUAL || relation == Relation.UNEQUAL;
        List<Literal> literals = new ArrayList<>();
        do {
            int from = cursor.at();
            Literal first = literal();
            if (cursor.skip("..")) {
                literals.add(range(from, first, literal()));
            } else {
                literals.add(first);
            }
            if (!equality && (literals.size() > 1 || literals.getFirst() instanceof Literal.Range)) {
                throw cursor.errorAt(from, "lists and ranges stand behind == and != only");
            }
            if (!equality && literals.getFirst() instanceof Literal.Truth) {
                throw cursor.errorAt(from, "true and false stand behind == and != only");
            }
        } while (cursor.skip(','));
        return List.copyOf(literals);
    }

    private Literal.Range range(int from, Literal first, Literal last) {
        if (first.getClass() != last.getClass() || first instanceof Literal.Truth) {
            throw cursor.errorAt(from, "a range goes from a value to one of the same kind");
        }
        return new Literal.Range(first, last);
    }

    private Literal literal() {
        if (!cursor.atEnd() && cursor.peek() == '"') {
            return new Literal.Text(cursor.quoted());
        }
        int from = cursor.at();
        String word = cursor.untilOrDots(LITERAL_ENDS, "a value");
        return switch (word) {
            case "true" -> new Literal.Truth(true);
            case "false" -> new Literal.Truth(false);
            default ->
                number(word)
                        .or(() -> moment(word))
                        .or(() -> uri(word))
                        .orElseThrow(() -> cursor.errorAt(
                                from,
                                "a number, a quoted text, true, false, a date or a URI is expected, found " + word));
        };
    }

    /** A number as JSON writes it: neither NaN nor 0x10 nor 1f. */
    private static Optional<Literal> number(String word) {
        if (!word.matches("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?")) {
            return Optional.empty();
        }
        double number = Double.parseDouble(word);
        return Double.isFinite(number) ? Optional.of(new Literal.Number(number)) : Optional.empty();
    }

    private static Optional<Literal> moment(String word) {
        return instant(word).map(Literal.Moment::new);
    }

    /** Microseconds of an ISO 8601 date or date and time; see {@link Times}. */
    static Optional<Long> instant(String word) {
        // Cheap before dear: most texts are no dates.
        if (word.length() < 10 || word.charAt(4) != '-' || word.charAt(7) != '-') {
            return Optional.empty();
        }
        try {
            Instant instant = word.length() == 10
                    ? LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(word).toInstant();
            return Optional.of(Times.micros(instant));
        } catch (DateTimeException | Rejected e) {
            return Optional.empty();
        }
    }

    private static Optional<Literal> uri(String word) {
        return word.matches("[A-Za-z][A-Za-z0-9+.-]{0,30}:.+") ? Optional.of(new Literal.Text(word)) : Optional.empty();
    }
}
