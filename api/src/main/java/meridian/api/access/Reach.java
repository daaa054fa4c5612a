package meridian.api.access;

/** What a route does about callers who are limited to some types or areas. Whoever does not think of them refuses them. */
public enum Reach {
    /** It shows or changes all of the city, so that limited callers are refused. */
    WHOLE_CITY,
    /** Its handler asks the {@link Caller} about each type and place, or there are none in it. */
    LIMITED
}
