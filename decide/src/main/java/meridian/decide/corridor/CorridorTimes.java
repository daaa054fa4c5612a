package meridian.decide.corridor;

/**
 * When a junction is asked for.
 *
 * @param junctionsAhead so many of those on the way at a time
 * @param nearMeters and only those whose line is so near; infinite: by time alone
 * @param leastLeadSeconds at least so long before the vehicle should be at the line
 * @param startSeconds until a queue moves
 * @param secondsPerVehicle that a queue needs to cross the line, for each vehicle of a lane
 * @param carriedShare of the time by which the junction before is earlier that this one is earlier as well, because the queue that was
 *     let go there comes here, 0 to 1
 * @param mostLeadSeconds no junction is asked for earlier
 */
public record CorridorTimes(
        int junctionsAhead,
        double nearMeters,
        double leastLeadSeconds,
        double startSeconds,
        double secondsPerVehicle,
        double carriedShare,
        double mostLeadSeconds) {
    /**
     * Queues cross a line with 1,800 vehicles an hour and lane after 2 s of loss (Highway Capacity Manual: 1,900 under ideal conditions). The lead is bounded so that a side street's longest red,
     * 120 s by the kernel, does not run out while the vehicle is near. A share of 1 in place of a half, or 40 s in place of 15, saved 2 and 3 s
     * of 443 on the made-up main street and cost everybody else twice as much.
     */
    public static final CorridorTimes CORRIDOR =
            new CorridorTimes(Integer.MAX_VALUE, Double.POSITIVE_INFINITY, 15, 2, 2, 0.5, 75);

    /**
     * What is usual without a plan of the way: a receiver at the signal hears the vehicle when it is 300 m away, the middle of what
     * makers of such receivers and the Traffic Signal Timing Manual (FHWA 2008, 9.2) tell, and knows of no other junction.
     */
    public static final CorridorTimes LOCAL = new CorridorTimes(1, 300, 600, 0, 0, 0, 600);

    public CorridorTimes {
        if (junctionsAhead < 1
                || !(nearMeters > 0)
                || !(leastLeadSeconds >= 0)
                || !(startSeconds >= 0 && secondsPerVehicle >= 0)
                || !(carriedShare >= 0 && carriedShare <= 1)
                || !(mostLeadSeconds > 0)) {
            throw new IllegalArgumentException(
                    "a corridor's times are 0 or more, a share at most 1, one junction or more");
        }
    }
}
