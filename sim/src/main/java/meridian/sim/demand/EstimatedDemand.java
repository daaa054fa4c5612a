package meridian.sim.demand;

import java.util.List;
import java.util.Map;
import meridian.model.City;
import meridian.model.demand.HourlyProfile;
import meridian.model.network.Link;
import meridian.model.network.RoadClass;
import meridian.model.place.PlaceKind;

/**
 * A weekday for a city without a demand file. Behaviour is that of a European or South American town in broad strokes; the
 * number of people follows from addresses, or from streets where no address is known. Every number here is our estimate.
 */
final class EstimatedDemand {
    /** Households share a house number, and some numbers are shops. */
    private static final double PEOPLE_PER_ADDRESS = 4;

    private static final double PEOPLE_PER_LINK_KILOMETER = 150;
    private static final double TRIPS_PER_PERSON_AND_DAY = 0.7;

    private static final Map<PlaceKind, Double> WORK = Map.ofEntries(
            Map.entry(PlaceKind.OFFICE, 20.0),
            Map.entry(PlaceKind.INDUSTRY, 40.0),
            Map.entry(PlaceKind.GOVERNMENT, 40.0),
            Map.entry(PlaceKind.HOSPITAL, 150.0),
            Map.entry(PlaceKind.UNIVERSITY, 80.0),
            Map.entry(PlaceKind.SCHOOL, 20.0),
            Map.entry(PlaceKind.SUPERMARKET, 15.0),
            Map.entry(PlaceKind.SHOP, 3.0),
            Map.entry(PlaceKind.RESTAURANT, 5.0),
            Map.entry(PlaceKind.PORT, 200.0),
            Map.entry(PlaceKind.AIRPORT, 200.0));
    private static final Map<PlaceKind, Double> LEARN =
            Map.of(PlaceKind.SCHOOL, 60.0, PlaceKind.KINDERGARTEN, 20.0, PlaceKind.UNIVERSITY, 150.0);
    private static final Map<PlaceKind, Double> SHOP = Map.of(
            PlaceKind.SUPERMARKET, 40.0,
            PlaceKind.SHOP, 5.0,
            PlaceKind.RESTAURANT, 8.0,
            PlaceKind.CLINIC, 10.0,
            PlaceKind.HOSPITAL, 40.0,
            PlaceKind.SPORT, 6.0,
            PlaceKind.CULTURE, 6.0);

    private static final HourlyProfile MORNING =
            profile(0.2, 0.1, 0.1, 0.2, 0.8, 3, 10, 24, 21, 10, 5, 4, 4, 5, 5, 3, 2, 1.5, 1, 0.8, 0.6, 0.5, 0.4, 0.3);
    private static final HourlyProfile EVENING =
            profile(0.8, 0.4, 0.2, 0.1, 0.1, 0.3, 0.8, 1.5, 2, 2, 2.5, 4, 6, 5, 5, 7, 11, 18, 16, 9, 5, 3, 2, 1.3);
    private static final HourlyProfile SCHOOL =
            profile(0, 0, 0, 0, 0, 0.5, 5, 35, 20, 4, 2, 4, 12, 10, 3, 1, 1, 1, 1, 0.5, 0, 0, 0, 0);
    private static final HourlyProfile NOON =
            profile(0, 0, 0, 0, 0, 0, 0.5, 3, 4, 2, 3, 8, 18, 12, 4, 6, 16, 12, 5, 3, 2, 1, 0.5, 0);
    private static final HourlyProfile DAY = profile(
            0.3, 0.1, 0.1, 0.1, 0.2, 0.6, 1.5, 3, 5, 7, 8, 8, 7, 6.5, 6.5, 7, 7.5, 8.5, 8.5, 6, 4, 2.5, 1.5, 0.7);

    private EstimatedDemand() {}

    static DemandModel of(City city) {
        double addresses = city.places().addresses().size();
        double streets = city.network().links().stream()
                .filter(EstimatedDemand::lived)
                .mapToDouble(Link::lengthMeters)
                .sum();
        double people = addresses > 0 ? PEOPLE_PER_ADDRESS * addresses : PEOPLE_PER_LINK_KILOMETER * streets / 1_000;
        double across = Math.hypot(
                        city.network().box().widthMeters(), city.network().box().heightMeters())
                / 1_000;
        double far = Math.clamp(across / 4, 0.3, 6);
        return new DemandModel(
                "estimated from " + (addresses > 0 ? "addresses" : "the length of its streets"),
                true,
                people,
                TRIPS_PER_PERSON_AND_DAY,
                Math.clamp(across * 1_000 / 25, 150, 1_000),
                purposes(far),
                new DemandModel.Edge(0.2, 0.2, MORNING, EVENING),
                DemandModel.usualVehicles());
    }

    private static boolean lived(Link link) {
        return link.roadClass() != RoadClass.MOTORWAY
                && link.roadClass() != RoadClass.TRUNK
                && link.roadClass() != RoadClass.LINK_RAMP;
    }

    private static List<DemandModel.Purpose> purposes(double kilometers) {
        return List.of(
                new DemandModel.Purpose("work", 0.4, true, true, kilometers, WORK, 0.3, MORNING, EVENING),
                new DemandModel.Purpose("school", 0.15, true, true, 0.6 * kilometers, LEARN, 0, SCHOOL, NOON),
                new DemandModel.Purpose("errand", 0.3, true, false, 0.6 * kilometers, SHOP, 0.3, DAY, DAY),
                new DemandModel.Purpose("business", 0.15, false, false, 0.8 * kilometers, WORK, 0.3, DAY, DAY));
    }

    private static HourlyProfile profile(double... weights) {
        return HourlyProfile.ofWeights(java.util.Arrays.stream(weights).boxed().toList());
    }
}
