package meridian.sim.demand;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import meridian.model.City;
import meridian.model.demand.HourlyProfile;
import meridian.model.network.VehicleKind;
import meridian.model.place.PlaceKind;

/**
 * Every number that weekday traffic is made from.
 *
 * @param source where the numbers come from, for people
 * @param assumed whether nobody measured them in this city; shown as assumed wherever the traffic is shown
 * @param population people who live in the city
 * @param tripsPerPersonAndDay trips of motor vehicles that an inhabitant causes on a weekday; two people in one car make one
 * @param zoneMeters side of the square zones between which trips are spread
 * @param purposes why people travel; their shares sum to 1
 * @param edge traffic over the city's edge
 * @param vehicles which share of the trips is made by which kind of vehicle; sums to 1
 */
public record DemandModel(
        String source,
        boolean assumed,
        double population,
        double tripsPerPersonAndDay,
        double zoneMeters,
        List<Purpose> purposes,
        Edge edge,
        Map<VehicleKind, Double> vehicles) {

    /**
     * One reason to travel.
     *
     * @param id unique among purposes
     * @param share of all trips inside the city
     * @param fromHome whether trips lead from a home to a place and back; else from place to place
     * @param balanced whether places fill up, so that far ones are chosen when near ones are full (work, school); else only
     *     nearness and size count
     * @param meanKilometers mean distance as the crow flies
     * @param places how many trip ends a place of each kind attracts, in any unit
     * @param address how many an address attracts, in the same unit (small businesses, visits)
     * @param there when trips leave home; trips from place to place all use this
     * @param back when trips lead home; as many as {@code there}
     */
    public record Purpose(
            String id,
            double share,
            boolean fromHome,
            boolean balanced,
            double meanKilometers,
            Map<PlaceKind, Double> places,
            double address,
            HourlyProfile there,
            HourlyProfile back) {
        public Purpose {
            within(id + ": share", share, 0, 1);
            within(id + ": mean distance in km", meanKilometers, 0.1, 200);
            within(id + ": weight of an address", address, 0, 1e6);
            places.forEach((kind, weight) -> within(id + ": weight of " + kind, weight, 0, 1e6));
            places = Map.copyOf(places);
            if (address == 0 && places.values().stream().allMatch(w -> w == 0)) {
                throw new IllegalArgumentException("purpose " + id + " leads nowhere: no place has a weight above 0");
            }
        }
    }

    /**
     * Traffic that begins or ends outside. It enters and leaves by the important roads that the map cuts off.
     *
     * @param share trips over the edge for each trip inside, 0 to 5
     * @param through which share of them crosses the city from edge to edge
     * @param inward when they enter; half of the rest of them does
     * @param outward when they leave
     */
    public record Edge(double share, double through, HourlyProfile inward, HourlyProfile outward) {
        public Edge {
            within("traffic over the edge: share", share, 0, 5);
            within("traffic over the edge: share that goes through", through, 0, 1);
        }
    }

    public DemandModel {
        within("population", population, 0, 1e9);
        within("trips per person and day", tripsPerPersonAndDay, 0, 50);
        within("zone size in metres", zoneMeters, 100, 10_000);
        vehicles.forEach((kind, share) -> within("share of " + kind, share, 0, 1));
        sumsToOne(
                "shares of purposes",
                purposes.stream().mapToDouble(Purpose::share).sum());
        sumsToOne(
                "shares of vehicles",
                vehicles.values().stream().mapToDouble(Double::doubleValue).sum());
        purposes = List.copyOf(purposes);
        vehicles = Map.copyOf(vehicles);
        if (purposes.stream().map(Purpose::id).distinct().count() != purposes.size()) {
            throw new IllegalArgumentException("two purposes have the same id");
        }
    }

    private static void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + " is " + value + "; it must be " + least + " to " + most);
        }
    }

    private static void sumsToOne(String what, double sum) {
        if (!(Math.abs(sum - 1) < 1e-6)) {
            throw new IllegalArgumentException(what + " sum to " + sum + "; they must sum to 1");
        }
    }

    /** Trips of a weekday, those over the edge among them. */
    public double tripsPerDay() {
        return population * tripsPerPersonAndDay * (1 + edge.share());
    }

    /** The same model for more or less traffic. */
    public DemandModel scaled(double factor) {
        return new DemandModel(
                source, assumed, population, tripsPerPersonAndDay * factor, zoneMeters, purposes, edge, vehicles);
    }

    /** What can be said about a city of which nobody stated numbers: usual behaviour, people from addresses or streets. */
    public static DemandModel estimated(City city) {
        return EstimatedDemand.of(city);
    }

    static Map<VehicleKind, Double> usualVehicles() {
        Map<VehicleKind, Double> mix = new EnumMap<>(VehicleKind.class);
        mix.put(VehicleKind.CAR, 0.80);
        mix.put(VehicleKind.TAXI, 0.03);
        mix.put(VehicleKind.VAN, 0.08);
        mix.put(VehicleKind.TRUCK, 0.03);
        mix.put(VehicleKind.MOTORCYCLE, 0.06);
        return mix;
    }
}
