package meridian.twin.query;

import meridian.model.BadInput;

/** A question that cannot be answered: which part of it, at which character, and why. Has no stack trace: it is data. */
public final class QueryError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String part;
    private final int at;

    /**
     * @param part of the question, such as q or georel
     * @param at index of the character, from 0
     * @param found what stands there and what was expected; no full stop
     */
    public QueryError(String part, int at, String found) {
        super(part + ", character " + (at + 1) + ": " + BadInput.shortened(found) + ".", null, false, false);
        this.part = part;
        this.at = at;
    }

    public String part() {
        return part;
    }

    /** Index of the character, from 0. */
    public int at() {
        return at;
    }
}
