package meridian.act.corridor;

/**
 * Where a vehicle is that has asked for a corridor, told by itself.
 *
 * @param request id of its request
 * @param link it is on, or leaves
 * @param toEndMeters from its front to the end of that link, 0 or more
 * @param speedMps 0 or more
 * @param seconds when it was there, of the plant's clock
 */
public record PositionReport(String request, int link, double toEndMeters, double speedMps, double seconds) {
    public PositionReport {
        if (link < 0 || !(toEndMeters >= 0) || !(speedMps >= 0)) {
            throw new IllegalArgumentException("the report of request " + request + " is " + toEndMeters
                    + " m before the end of link " + link + " at " + speedMps + " m/s; none of these is below 0");
        }
    }
}
