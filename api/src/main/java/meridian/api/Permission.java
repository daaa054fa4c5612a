package meridian.api;

/** What a route needs. Every route names one; there is no route without. */
enum Permission {
    READ,
    OPERATE
}
