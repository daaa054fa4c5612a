package meridian.sim.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import meridian.model.City;
import meridian.model.demand.HourlyProfile;
import meridian.model.demand.Trip;
import meridian.model.geo.Point;
import meridian.model.geo.Projection;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;
import meridian.model.place.Place;
import meridian.model.place.PlaceKind;
import meridian.model.place.Places;
import meridian.sim.route.Router;
import meridian.testkit.Streets;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

final class GravityDemandTest {
    private static final City TOWN = Town.city();
    private static final City GRID = Streets.grid(8, 8, 300, 2, false);

    @Test
    void dayHasAsManyTripsAsPeopleMakeWithThoseOverTheEdge() {
        // 5,000 people with 0.8 trips each, and for each of these 0.25 over the edge: 5,000 trips.
        GravityDemand demand = GravityDemand.of(TOWN, model(5_000, 0.8, 0.25), 1);
        assertEquals(5_000, demand.count().orElseThrow());
        assertEquals(5_000, trips(demand, 0, 86_400).size());
    }

    @Test
    void hourHasItsShareOfTheDay() {
        GravityDemand demand = GravityDemand.of(TOWN, model(100_000, 1, 0), 1);
        // Of the trips from home, half of all, 40 % leave between 7 and 8; of those back home none.
        assertEquals(20_000, demand.tripsInHour(7), 1);
        assertEquals(20_000, trips(demand, 7 * 3600, 8 * 3600).size(), 1);
        assertEquals(0, demand.tripsInHour(3));
    }

    @Test
    void tripsAreTheSameFromWhicheverSecondTheyAreAskedFor() {
        GravityDemand demand = GravityDemand.of(TOWN, model(20_000, 1, 0.3), 7);
        List<Trip> whole = trips(demand, 7 * 3600, 8 * 3600);
        for (double from : new double[] {7 * 3600 + 0.05, 7 * 3600 + 59.95, 7 * 3600 + 1234.5, 7 * 3600 + 3599}) {
            List<Trip> expected =
                    whole.stream().filter(t -> t.departSeconds() >= from).toList();
            assertEquals(expected, trips(demand, from, 8 * 3600), "from " + from);
        }
    }

    @Test
    void tripsLeaveInOrderAndEachHasItsOwnName() {
        List<Trip> trips = trips(GravityDemand.of(TOWN, model(20_000, 1, 0.3), 7), 0, 86_400);
        for (int i = 1; i < trips.size(); i++) {
            assertTrue(trips.get(i - 1).departSeconds() <= trips.get(i).departSeconds());
        }
        assertEquals(trips.size(), new HashSet<>(trips.stream().map(Trip::id).toList()).size());
    }

    @Test
    void sameSeedGivesTheSameTripsAndAnotherSeedOthers() {
        List<Trip> first = trips(GravityDemand.of(TOWN, model(5_000, 1, 0.2), 7), 0, 86_400);
        assertEquals(first, trips(GravityDemand.of(TOWN, model(5_000, 1, 0.2), 7), 0, 86_400));
        assertNotEquals(first, trips(GravityDemand.of(TOWN, model(5_000, 1, 0.2), 8), 0, 86_400));
    }

    @Test
    void secondDayIsAsLongAsTheFirstAndHasTripsOfItsOwn() {
        GravityDemand demand = GravityDemand.of(TOWN, model(5_000, 1, 0), 7, 2);
        List<Trip> second = trips(demand, 86_400, 2 * 86_400);
        List<Trip> first = trips(demand, 0, 86_400);
        assertEquals(first.size(), second.size());
        assertNotEquals(
                first.stream().map(Trip::path).toList(),
                second.stream().map(Trip::path).toList());
        assertTrue(second.getFirst().id().startsWith("1+"), second.getFirst().id());
    }

    @Test
    void everyTripCanBeDrivenAndNoneBeginsOnATooShortLink() {
        Router router = Router.of(TOWN.network());
        Router.Query query = router.query();
        for (Trip trip : trips(GravityDemand.of(TOWN, model(2_000, 1, 0.3), 3), 0, 86_400)) {
            Link from = TOWN.network().link(trip.path().first());
            assertTrue(from.lengthMeters() >= 15, from.id());
            assertTrue(from.allows(trip.type().kind()), from.id());
            assertNotNull(
                    query.fastest(trip.path().first(), trip.path().last(), VehicleKind.CAR, router.freeFlowSeconds()),
                    trip.toString());
        }
    }

    @Test
    void nobodyParksOnAMotorway() {
        City fast = withClass(GRID, RoadClass.MOTORWAY, 0.5);
        for (Trip trip : trips(GravityDemand.of(fast, model(5_000, 1, 0), 3), 0, 86_400)) {
            assertNotEquals(
                    RoadClass.MOTORWAY, fast.network().link(trip.path().first()).roadClass());
            assertNotEquals(
                    RoadClass.MOTORWAY, fast.network().link(trip.path().last()).roadClass());
        }
    }

    @Test
    void meanDistanceIsTheOneAskedFor() {
        for (double wanted : new double[] {0.6, 0.9, 1.1}) {
            DemandModel.Purpose visit = purpose("visit", 1, false, wanted, Map.of(), 1);
            GravityDemand demand = GravityDemand.of(GRID, model(50_000, 1, 0, List.of(visit)), 5);
            assertEquals(wanted, demand.meanKilometers(0), 0.02 * wanted);
            assertEquals(wanted, drivenMean(GRID, trips(demand, 6 * 3600, 9 * 3600)), 0.12);
        }
    }

    private static double drivenMean(City city, List<Trip> trips) {
        return trips.stream()
                .mapToDouble(t -> middle(city, t.path().first())
                                .distanceMeters(middle(city, t.path().last()))
                        / 1_000)
                .average()
                .orElseThrow();
    }

    private static Point middle(City city, int link) {
        var shape = city.network().link(link).shape();
        return shape.pointAt(shape.lengthMeters() / 2);
    }

    @Test
    void morningLeadsToWorkAndEveningBack() {
        City town = withPlace(GRID, PlaceKind.OFFICE, new Point(1_050, 1_000));
        DemandModel.Purpose work = purpose("work", 1, true, 1, Map.of(PlaceKind.OFFICE, 100.0), 0);
        GravityDemand demand = GravityDemand.of(town, model(5_000, 1, 0, List.of(work)), 5);
        int office = new NearestLink(town.network(), all(town.network())).to(new Point(1_050, 1_000));
        assertTrue(trips(demand, 6 * 3600, 9 * 3600).stream()
                .allMatch(t -> t.path().last() == office));
        assertTrue(trips(demand, 17 * 3600, 19 * 3600).stream()
                .allMatch(t -> t.path().first() == office));
    }

    @Test
    void twoEquallyFarOfficesShareTheWorkersByTheirSize() {
        City town = withPlace(
                withPlace(GRID, PlaceKind.OFFICE, new Point(310, 1_050)),
                PlaceKind.UNIVERSITY,
                new Point(1_790, 1_050));
        DemandModel.Purpose work =
                purpose("work", 1, true, 1, Map.of(PlaceKind.OFFICE, 100.0, PlaceKind.UNIVERSITY, 300.0), 0);
        List<Trip> trips = trips(GravityDemand.of(town, model(20_000, 1, 0, List.of(work)), 5), 6 * 3600, 9 * 3600);
        long east = trips.stream()
                .filter(t -> middle(town, t.path().last()).xMeters() > 1_050)
                .count();
        // Balanced: places fill up in proportion to their size, 3 to 1.
        assertEquals(0.75, (double) east / trips.size(), 0.02);
    }

    @Test
    void trafficOverTheEdgeUsesTheGates() {
        List<Trip> trips = trips(GravityDemand.of(TOWN, model(5_000, 1, 1), 3), 0, 86_400);
        Network town = TOWN.network();
        long entering = trips.stream()
                .filter(t ->
                        isGate(town.node(town.link(t.path().first()).fromNode()).id()))
                .count();
        // Half of 10,000 trips cross the edge; of these 45 % come in and go to a place, 10 % go through.
        assertEquals(0.55 * 5_000, entering, 150);
    }

    private static boolean isGate(String node) {
        return List.of("west-gate", "east-gate", "north-gate", "south-gate").contains(node);
    }

    @Test
    void cityWithoutAddressesHasTripsOnItsStreetsByTheirLength() {
        GravityDemand demand = GravityDemand.of(GRID, DemandModel.estimated(GRID), 1);
        assertTrue(DemandModel.estimated(GRID).assumed());
        assertTrue(DemandModel.estimated(GRID).source().contains("streets"));
        assertTrue(demand.count().orElseThrow() > 1_000);
    }

    @Test
    void cityWithoutStreetsHasNoTrips() {
        City empty = new City(
                "Nowhere",
                new Projection.Unreferenced(),
                new Network(List.of(), List.of(), List.of(), List.of(), Map.of()),
                List.of(),
                Places.NONE,
                List.of(),
                List.of());
        GravityDemand demand = GravityDemand.of(empty, model(1_000, 1, 0.2), 1);
        assertEquals(0, demand.count().orElseThrow());
        assertFalse(demand.trips(0).hasNext());
    }

    @Test
    void wrongNumbersAreRefusedWithTheirNameAndValue() {
        String message = assertThrows(IllegalArgumentException.class, () -> model(-5, 1, 0))
                .getMessage();
        assertTrue(message.contains("population") && message.contains("-5"), message);
        String shares = assertThrows(
                        IllegalArgumentException.class,
                        () -> model(5, 1, 0, List.of(purpose("work", 0.4, true, 1, Map.of(), 1))))
                .getMessage();
        assertTrue(shares.contains("0.4") && shares.contains("sum to 1"), shares);
        assertThrows(IllegalArgumentException.class, () -> purpose("none", 1, true, 1, Map.of(), 0));
    }

    private static int[] all(Network network) {
        return java.util.stream.IntStream.range(0, network.links().size()).toArray();
    }

    private static City withPlace(City city, PlaceKind kind, Point at) {
        List<Place> points = new ArrayList<>(city.places().points());
        points.add(new Place("p" + points.size(), kind, "", at));
        return new City(
                city.name(),
                city.projection(),
                city.network(),
                city.signals(),
                new Places(List.of(), points, List.of(), List.of(), List.of(), List.of()),
                List.of(),
                List.of());
    }

    /** The same city, with this share of its links turned into another class. */
    private static City withClass(City city, RoadClass roadClass, double share) {
        List<Link> links = new ArrayList<>();
        for (Link link : city.network().links()) {
            boolean changed = links.size() < share * city.network().links().size();
            links.add(new Link(
                    link.id(),
                    link.fromNode(),
                    link.toNode(),
                    link.name(),
                    changed ? roadClass : link.roadClass(),
                    link.shape(),
                    link.lengthMeters(),
                    link.lanes(),
                    link.assumed()));
        }
        Network old = city.network();
        Network network = new Network(old.nodes(), links, old.movements(), List.of(), Map.of());
        return new City("", city.projection(), network, List.of(), Places.NONE, List.of(), List.of());
    }

    private static List<Trip> trips(GravityDemand demand, double from, double to) {
        List<Trip> trips = new ArrayList<>();
        Iterator<Trip> all = demand.trips(from);
        while (all.hasNext()) {
            Trip trip = all.next();
            if (trip.departSeconds() >= to) {
                break;
            }
            assertTrue(trip.departSeconds() >= from, trip.id());
            trips.add(trip);
        }
        return trips;
    }

    private static DemandModel model(double people, double trips, double edge) {
        return model(
                people,
                trips,
                edge,
                List.of(purpose("work", 1, true, 0.5, Map.of(PlaceKind.OFFICE, 20.0, PlaceKind.PORT, 50.0), 1)));
    }

    private static DemandModel model(double people, double trips, double edge, List<DemandModel.Purpose> purposes) {
        HourlyProfile even = HourlyProfile.ofWeights(Collections.nCopies(24, 1.0));
        return new DemandModel(
                "a test",
                false,
                people,
                trips,
                200,
                purposes,
                new DemandModel.Edge(edge, 0.1, even, even),
                Map.of(VehicleKind.CAR, 0.9, VehicleKind.TRUCK, 0.1));
    }

    private static DemandModel.Purpose purpose(
            String id, double share, boolean balanced, double km, Map<PlaceKind, Double> places, double address) {
        return new DemandModel.Purpose(id, share, true, balanced, km, places, address, hours(6, 7, 8), hours(17, 18));
    }

    /** Three hours with 30, 40 and 30 %, or two with 50. */
    private static HourlyProfile hours(int... hours) {
        Double[] weights = new Double[24];
        java.util.Arrays.fill(weights, 0.0);
        for (int i = 0; i < hours.length; i++) {
            weights[hours[i]] = hours.length == 2 ? 0.5 : i == 1 ? 0.4 : 0.3;
        }
        return HourlyProfile.ofWeights(List.of(weights));
    }
}
