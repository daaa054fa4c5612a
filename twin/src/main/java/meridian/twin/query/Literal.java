package meridian.twin.query;

/** What a query compares with. */
public sealed interface Literal {
    /** @param number finite */
    record Number(double number) implements Literal {}

    /** In quotes, or a URI or word without. */
    record Text(String text) implements Literal {}

    record Truth(boolean yes) implements Literal {}

    /** A date, with or without a time; see {@link meridian.twin.entity.Times}. */
    record Moment(long micros) implements Literal {}

    /** From and to, both included; of one kind. */
    record Range(Literal from, Literal to) implements Literal {}
}
