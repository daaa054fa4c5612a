package meridian.api.ngsi;

/** How entities are written (clause 4.5): with all that is known of each attribute, or with the values alone. */
public enum Form {
    NORMALIZED,
    /** Also called keyValues. */
    SIMPLIFIED
}
