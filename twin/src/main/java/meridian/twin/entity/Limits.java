package meridian.twin.entity;

/** How large things of the twin may be. Generous for a city's devices, small enough that nothing hostile fills the memory. */
public final class Limits {
    /** Characters of an id or of the target of a relationship. */
    public static final int ID_CHARS = 1_024;

    /** Characters of a type, attribute, datasetId, scope, language or unit. */
    public static final int NAME_CHARS = 256;

    /** Characters of a text. */
    public static final int TEXT_CHARS = 65_536;

    /** Arrays and objects inside each other; the whole value counts as one. */
    public static final int VALUE_DEPTH = 16;

    /** Values in one value, all levels together. */
    public static final int VALUE_NODES = 10_000;

    /** Sub-properties inside each other, below an attribute. */
    public static final int SUB_DEPTH = 4;

    /** Points of a geometry. */
    public static final int POINTS = 50_000;

    public static final int TYPES = 16;
    public static final int SCOPES = 32;

    /** Attribute instances of an entity, or sub-properties of an attribute. */
    public static final int ATTRIBUTES = 1_000;

    /** Observations in one event. */
    public static final int OBSERVATIONS = 100_000;

    private Limits() {}

    static void most(int count, int limit, String place, String unit) {
        if (count > limit) {
            throw new Rejected(
                    Rejected.Reason.TOO_LARGE,
                    place,
                    "has " + count + " " + unit + ", at most " + limit + " are taken");
        }
    }
}
