package meridian.safety;

/**
 * What a junction shows and since when, as far as its kernel is concerned. Immutable; only a kernel makes one.
 *
 * <p>Sets of groups are bits. The arrays are by group, never written after construction and shared between states, so that a
 * step in which nothing changes allocates one small object.
 */
public final class JunctionState implements Decision {
    final Mode mode;
    final long nowMillis;
    /** When the last request was accepted, ms. */
    final long heardMillis;

    final long green;
    final long amber;
    final long redAmber;
    /** What was asked for. */
    final long wanted;
    /** Since when each group shows its colour, ms. */
    final long[] sinceMillis;
    /** When each group's last green ended, ms. */
    final long[] greenEndMillis;

    JunctionState(
            Mode mode,
            long nowMillis,
            long heardMillis,
            long green,
            long amber,
            long redAmber,
            long wanted,
            long[] sinceMillis,
            long[] greenEndMillis) {
        this.mode = mode;
        this.nowMillis = nowMillis;
        this.heardMillis = heardMillis;
        this.green = green;
        this.amber = amber;
        this.redAmber = redAmber;
        this.wanted = wanted;
        this.sinceMillis = sinceMillis;
        this.greenEndMillis = greenEndMillis;
    }

    public Mode mode() {
        return mode;
    }

    /** The last time that was dealt with. */
    public long nowMillis() {
        return nowMillis;
    }

    /** Groups that are green. Without meaning unless {@link Mode#CONTROLLED}, as all colours. */
    public long green() {
        return green;
    }

    public long amber() {
        return amber;
    }

    public long redAmber() {
        return redAmber;
    }

    /** Groups that were asked for and are or will be green. */
    public long wanted() {
        return wanted;
    }

    public Colour colour(int group) {
        long bit = 1L << group;
        return (green & bit) != 0
                ? Colour.GREEN
                : (amber & bit) != 0 ? Colour.AMBER : (redAmber & bit) != 0 ? Colour.RED_AMBER : Colour.RED;
    }

    /** Since when a group shows its colour, ms. */
    public long sinceMillis(int group) {
        return sinceMillis[group];
    }
}
