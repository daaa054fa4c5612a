package meridian.twin.wire;

/** The numbers of the binary form, version 1: docs/observations-binary.md. Never change one; a new form is a new version. */
final class Tags {
    static final int TEXT = 0;
    static final int WHOLE = 1;
    static final int DECIMAL = 2;
    static final int YES = 3;
    static final int NO = 4;
    static final int MOMENT = 5;
    static final int ITEMS = 6;
    static final int FIELDS = 7;
    static final int NOTHING = 8;
    static final int GEO = 9;

    static final int PROPERTY = 0;
    static final int PROPERTY_WITH_UNIT = 1;
    static final int RELATIONSHIP = 2;
    static final int RELATIONSHIP_WITH_TYPE = 3;
    static final int GEO_PROPERTY = 4;
    static final int LANGUAGE = 5;
    static final int VOCAB = 6;
    static final int LIST = 7;
    static final int JSON = 8;

    static final int HAS_DATASET = 1;
    static final int HAS_SOURCE = 2;
    static final int HAS_OBSERVED = 4;
    static final int HAS_STAMPS = 8;
    static final int HAS_SUBS = 16;
    static final int QUALITY_SHIFT = 5;

    private Tags() {}
}
