package meridian.decide.corridor;

/**
 * What a vehicle last told of where it is.
 *
 * @param at place of its link in the way, or {@link #OFF}
 * @param link on which it is
 * @param toEndMeters from its front to the end of that link, 0 or more
 * @param speedMps 0 or more
 * @param seconds when it told so, of the plant's clock
 */
public record Whereabouts(int at, int link, double toEndMeters, double speedMps, double seconds) {
    /** Of a vehicle that is not on its way any more. */
    public static final int OFF = -1;
}
