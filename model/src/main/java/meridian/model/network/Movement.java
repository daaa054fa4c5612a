package meridian.model.network;

/**
 * A way through a node: from one lane to one lane.
 *
 * @param node index of the node it leads through
 * @param fromLink index of the link it leaves
 * @param fromLane lane of that link, 0 at the kerb
 * @param toLink index of the link it enters
 * @param toLane lane of that link
 * @param turn direction
 * @param lengthMeters driving length inside the node, 0 or more
 * @param speedLimitMps limit inside the node, more than 0
 * @param signal index of the controller that governs it, or {@link #NO_SIGNAL}
 * @param group index of the signal group in that controller, or {@link #NO_SIGNAL}
 * @param waitMeters how far into the node a driver who has entered on green may wait for crossing traffic; 0 where only
 *     the stop line is a place to wait
 */
public record Movement(
        int node,
        int fromLink,
        int fromLane,
        int toLink,
        int toLane,
        Turn turn,
        double lengthMeters,
        double speedLimitMps,
        int signal,
        int group,
        double waitMeters) {
    public static final int NO_SIGNAL = -1;

    public Movement {
        if (!(lengthMeters >= 0 && lengthMeters < 1e5) || !(speedLimitMps > 0)) {
            throw new IllegalArgumentException("a movement needs a length of 0 m or more and a speed limit above 0 m/s,"
                    + " got " + lengthMeters + " m, " + speedLimitMps + " m/s");
        }
        if ((signal == NO_SIGNAL) != (group == NO_SIGNAL)) {
            throw new IllegalArgumentException("a movement has a signal and a group, or neither");
        }
    }

    public boolean signalled() {
        return signal != NO_SIGNAL;
    }

    /** The same movement, its controller at another index. */
    public Movement withSignal(int index) {
        return new Movement(
                node, fromLink, fromLane, toLink, toLane, turn, lengthMeters, speedLimitMps, index, group, waitMeters);
    }
}
