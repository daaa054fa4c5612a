package meridian.model.demand;

import java.util.List;

/**
 * One vehicle's way through the city. It names a vehicle of the simulation, never a person.
 *
 * @param id unique among trips
 * @param type its vehicle type
 * @param departSeconds when it wants to enter, seconds of the simulation
 * @param path the links it drives; where {@code fixed} is false only the first and last hold and the rest is chosen
 *     when it departs
 * @param fixed whether the path is given whole
 * @param stops planned halts in order of the path
 * @param departure how it enters
 * @param arrivalMeters where on the last link it leaves; negative: at its end
 */
public record Trip(
        String id,
        VehicleType type,
        double departSeconds,
        LinkPath path,
        boolean fixed,
        List<StopVisit> stops,
        Departure departure,
        double arrivalMeters) {
    /**
     * How a vehicle enters its first link.
     *
     * @param lane a lane's index, or {@link #BEST_LANE} (the free lane that leads farthest), {@link #FREE_LANE} (the
     *     emptiest)
     * @param positionMeters of its front; {@link #BASE} for one vehicle length in
     * @param speedMps its speed; {@link #MAX_SPEED} for the highest that is safe
     */
    public record Departure(int lane, double positionMeters, double speedMps) {
        public static final int BEST_LANE = -1;
        public static final int FREE_LANE = -2;
        public static final double BASE = -1;
        public static final double MAX_SPEED = -1;

        /** Best lane, at the start of the link, as fast as is safe. */
        public static final Departure USUAL = new Departure(BEST_LANE, BASE, MAX_SPEED);
    }

    public Trip {
        if (!(departSeconds >= 0 && departSeconds < 1e9)) {
            throw new IllegalArgumentException(
                    "trip " + id + " departs at " + departSeconds + " s; the simulation starts at 0 s");
        }
        stops = List.copyOf(stops);
    }

    /** A trip whose way is chosen when it departs. */
    public static Trip between(String id, VehicleType type, double departSeconds, int fromLink, int toLink) {
        LinkPath ends = fromLink == toLink ? LinkPath.of(fromLink) : LinkPath.of(fromLink, toLink);
        return new Trip(id, type, departSeconds, ends, false, List.of(), Departure.USUAL, -1);
    }

    /** The same trip of another vehicle of the same type. */
    public Trip withId(String other) {
        return new Trip(other, type, departSeconds, path, fixed, stops, departure, arrivalMeters);
    }

    /** The same trip in another vehicle. */
    public Trip withType(VehicleType other) {
        return new Trip(id, other, departSeconds, path, fixed, stops, departure, arrivalMeters);
    }
}
