package meridian.formats.sumo;

import java.util.List;
import meridian.model.demand.LinkPath;

/**
 * A vehicle, or a trip, or one vehicle of a flow, as the file says it; names are not yet looked up.
 *
 * @param departure as written: lane, position, speed
 * @param arrival position on the last edge as written
 * @param place file and line
 */
record Ride(
        String id,
        String type,
        double departSeconds,
        Way way,
        Departure departure,
        String arrival,
        List<Halt> halts,
        Place place) {
    Ride withDeparture(String newId, double seconds, List<Halt> newHalts) {
        return new Ride(newId, type, seconds, way, departure, arrival, newHalts, place);
    }

    /** Kept as two references, so that a million rides of one file share its name. */
    record Place(String file, int line) {
        @Override
        public String toString() {
            return file + " line " + line;
        }
    }

    record Departure(String lane, String position, String speed) {}

    /** Where it drives. */
    sealed interface Way {
        /** Edge after edge. */
        record Whole(LinkPath path) implements Way {}

        /** First and last edge, and some that lie between. */
        record Ends(LinkPath path) implements Way {}

        /** A route, or a distribution over routes, that stands elsewhere. */
        record Named(String route) implements Way {}

        /** It cannot be driven; the reason is counted when its turn comes. */
        record Wrong(String reason) implements Way {}
    }

    /**
     * A planned stop.
     *
     * @param stop id of a bus stop, or empty
     * @param lane id of a lane, or empty
     * @param endMeters on that lane; NaN for its end, negative: counted from its end
     * @param parks whether the vehicle leaves the lane
     */
    record Halt(String stop, String lane, double endMeters, double dwellSeconds, double untilSeconds, boolean parks) {
        Halt later(double seconds) {
            return untilSeconds < 0
                    ? this
                    : new Halt(stop, lane, endMeters, dwellSeconds, untilSeconds + seconds, parks);
        }
    }
}
