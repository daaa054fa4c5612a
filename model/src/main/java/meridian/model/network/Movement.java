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
 * @param stops whether a stop sign holds: drivers stand at the line before they go
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
        double waitMeters,
        boolean stops) {
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

    /** A movement without a stop sign. */
    public Movement(
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
        this(
                node,
                fromLink,
                fromLane,
                toLink,
                toLane,
                turn,
                lengthMeters,
                speedLimitMps,
                signal,
                group,
                waitMeters,
                false);
    }

    public boolean signalled() {
        return signal != NO_SIGNAL;
    }

    /** The same movement, its controller at another index. */
    public Movement withSignal(int index) {
        return governed(index, group, waitMeters);
    }

    /** The same movement under a signal. */
    public Movement governed(int newSignal, int newGroup, double newWaitMeters) {
        return new Movement(
                node,
                fromLink,
                fromLane,
                toLink,
                toLane,
                turn,
                lengthMeters,
                speedLimitMps,
                newSignal,
                newGroup,
                newWaitMeters,
                stops);
    }

    /** The same movement through a node of another index. */
    public Movement withNode(int index) {
        return new Movement(
                index,
                fromLink,
                fromLane,
                toLink,
                toLane,
                turn,
                lengthMeters,
                speedLimitMps,
                signal,
                group,
                waitMeters,
                stops);
    }

    /** The same movement with a stop sign at its line. */
    public Movement withStop() {
        return new Movement(
                node,
                fromLink,
                fromLane,
                toLink,
                toLane,
                turn,
                lengthMeters,
                speedLimitMps,
                signal,
                group,
                waitMeters,
                true);
    }
}
