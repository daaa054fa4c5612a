package meridian.twin.entity;

import meridian.model.BadInput;

/** Something that may not become part of the twin: what kind of mistake, where, and in words. Has no stack trace: it is data. */
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What kind of mistake. A door counts by it and maps it to its protocol's error. */
    public enum Reason {
        /** An id that is no URI, a name with characters that it may not have. */
        BAD_NAME,
        /** A value outside what the model holds: a number that is not finite, a place that is not on earth. */
        BAD_VALUE,
        /** Longer, deeper or more than {@link Limits} allow. */
        TOO_LARGE,
        /** It would say something about a person; see {@link Persons}. */
        ABOUT_A_PERSON,
        /** Two attributes of one name and datasetId, a type twice. */
        TWICE,
        /** Bytes that are no event or snapshot of ours. */
        MALFORMED,
        /** Bytes of a version that this program does not know. */
        UNKNOWN_VERSION
    }

    private final Reason reason;
    private final String place;

    /**
     * @param place what is wrong: an attribute's path, an id, a byte
     * @param found what stands there, and what was expected; no full stop
     */
    public Rejected(Reason reason, String place, String found) {
        super(BadInput.shortened(place) + ": " + BadInput.printable(found) + ".", null, false, false);
        this.reason = reason;
        this.place = BadInput.shortened(place);
    }

    public Reason reason() {
        return reason;
    }

    public String place() {
        return place;
    }
}
