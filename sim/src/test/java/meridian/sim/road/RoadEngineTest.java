package meridian.sim.road;

import static meridian.sim.road.Traffic.CALM;
import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.log;
import static meridian.sim.road.Traffic.routes;
import static meridian.sim.road.Traffic.runChecked;
import static meridian.sim.road.Traffic.trip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;
import meridian.model.signal.Aspect;
import meridian.testkit.NetworkDraft;
import meridian.testkit.Road;
import meridian.testkit.Streets;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoadEngineTest {
    private static final RoadSettings FROM_MIDNIGHT = RoadSettings.startingAt(0, 7);

    @Test
    void aCarAloneDrivesAtTheLimitAndArrivesWhenAHandCalculationSays() {
        City city = Streets.straight(1, 1000);
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(city, List.of(trip(city, "a", 0, "start>end")), log, FROM_MIDNIGHT);
        runChecked(engine, 200);
        // It enters at the limit with its rear at the start: 995 m at 13.89 m/s are 71.6 s, so 72 steps.
        assertEquals(1, log.size());
        assertEquals("a 0.0 72.0", log.getFirst().substring(0, 10));
    }

    @Test
    void sameSeedGivesTheSameTrafficOnTheSecondRun() {
        assertEquals(townLog(3), townLog(3));
        assertNotEquals(townLog(3), townLog(4));
    }

    private static List<String> townLog(long seed) {
        City town = Town.city();
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(town, Town.trips(town, 1), log, RoadSettings.startingAt(27_000, seed));
        for (int i = 0; i < 900; i++) {
            engine.step();
        }
        assertTrue(log.size() > 50, "only " + log.size() + " trips ended");
        return log;
    }

    @Test
    void aForkGoesOnExactlyLikeItsParentAndLeavesItAlone() {
        City town = Town.city();
        List<String> own = new ArrayList<>();
        RoadEngine parent = engine(town, Town.trips(town, 1), own, RoadSettings.startingAt(27_000, 5));
        for (int i = 0; i < 400; i++) {
            parent.step();
        }
        own.clear();
        List<String> forked = new ArrayList<>();
        RoadEngine child = parent.fork(Traffic.log(forked));
        for (int i = 0; i < 500; i++) {
            child.step();
        }
        assertEquals(List.of(), own, "the child's trips ended in the parent's log");
        for (int i = 0; i < 500; i++) {
            parent.step();
        }
        assertEquals(own, forked);
        assertTrue(own.size() > 20, "only " + own.size() + " trips ended");
        assertEquals(parent.lostSeconds(), child.lostSeconds());
    }

    @Test
    void noVehicleIsEverInsideAnotherInTheTown() {
        City town = Town.city();
        RoadEngine engine = engine(town, Town.trips(town, 2), new ArrayList<>(), RoadSettings.startingAt(27_000, 2));
        runChecked(engine, 1800);
        assertTrue(engine.arrivedCount() > 300, "only " + engine.arrivedCount() + " arrived");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "0.5, true", "0.1, true", "1, false"})
    void noVehicleIsEverInsideAnotherInACrowdedGridWhateverTheStep(double step, boolean signals) {
        City grid = Streets.grid(3, 3, 150, 3, signals);
        VehicleType truck = new VehicleType(
                "truck", VehicleKind.TRUCK, 12, 2.5, 25, 1.3, 4, 7, 1, 0.5, 1, 0.1, VehicleType.Following.KRAUSS);
        VehicleType smart = new VehicleType(
                "smart", VehicleKind.CAR, 4.5, 2, 50, 1.5, 2, 9, 1.2, 0, 1, 0.1, VehicleType.Following.IDM);
        List<Trip> trips = Traffic.random(grid, 4000, 0.15, 11, VehicleType.CAR, truck, smart);
        assertNobodyIsInsideAnotherOrLost(grid, trips, step);
    }

    /** Cars that have stood inside nodes for a minute, most at a time in a grid whose streets are full. */
    private static int mostWhoStandInsideNodes(boolean keptClear) {
        City grid = Streets.grid(3, 3, 100, 1, true);
        List<Trip> trips = Traffic.random(grid, 5000, 0.2, 5);
        RoadSettings settings = RoadSettings.startingAt(0, 5).withNodesKeptClear(keptClear);
        RoadEngine engine = engine(grid, trips, new ArrayList<>(), settings);
        int most = 0;
        for (int i = 0; i < 60; i++) {
            for (int k = 0; k < 10; k++) {
                engine.step();
                assertEquals(List.of(), Invariants.broken(engine));
            }
            int inside = 0;
            for (int v = 0; v < engine.vehicles.rows; v++) {
                boolean stands = engine.vehicles.used[v] && engine.vehicles.standing[v] > 60;
                inside += stands && !engine.road().isLane(engine.vehicles.segment[v]) ? 1 : 0;
            }
            most = Math.max(most, inside);
        }
        return most;
    }

    @Test
    void nodesAreKeptClearUnlessSomebodyWantsToSeeWhatHappensOtherwise() {
        assertEquals(0, mostWhoStandInsideNodes(true));
        assertTrue(mostWhoStandInsideNodes(false) > 3);
    }

    private static void assertNobodyIsInsideAnotherOrLost(City grid, List<Trip> trips, double step) {
        RoadEngine engine = engine(grid, trips, new ArrayList<>(), new RoadSettings(step, 11, 0));
        runChecked(engine, 900);
        assertTrue(engine.arrivedCount() > 200, "only " + engine.arrivedCount() + " arrived");
        long everyone =
                engine.arrivedCount() + engine.vehicleCount() + engine.waitingCount() + engine.unroutableCount();
        assertEquals(trips.size(), everyone, "a trip was lost or doubled");
    }

    @ParameterizedTest
    @CsvSource({"1, true, false", "0.5, true, true", "0.1, true, true", "1, false, false", "1, true, true"})
    void noVehicleIsEverInsideAnotherWithCityFlowsDrivers(double step, boolean signals, boolean amongOthers) {
        City grid = Streets.grid(3, 3, 150, 3, signals);
        VehicleType other = VehicleType.CAR.withFollowing(VehicleType.Following.CITYFLOW);
        VehicleType[] types = amongOthers ? new VehicleType[] {other, VehicleType.CAR} : new VehicleType[] {other};
        List<Trip> trips = Traffic.random(grid, 4000, 0.15, 11, types);
        assertNobodyIsInsideAnotherOrLost(grid, trips, step);
    }

    @ParameterizedTest
    @EnumSource(
            value = NodeControl.class,
            names = {"PRIORITY", "RIGHT_BEFORE_LEFT", "ALL_WAY_STOP", "SIGNALS"})
    void everybodyGetsThroughACrossingWithTrafficFromAllSides(NodeControl control) {
        City city = Streets.crossroads(control);
        String[] arms = {"north", "east", "south", "west"};
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            String from = arms[i % 4];
            String to = arms[(i + 1 + i / 4 % 3) % 4];
            trips.add(trip(city, "t" + i, i * 2.5, from + ">middle", "middle>" + to));
        }
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(city, trips, log, FROM_MIDNIGHT);
        runChecked(engine, 3600);
        assertEquals(240, log.size(), engine.stuck(5));
    }

    @Test
    void nobodyPassesARedLightWhoCouldStop() {
        City city = Streets.crossroads(NodeControl.SIGNALS);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            trips.add(trip(city, "n" + i, i * 4.0, "north>middle", "middle>south"));
            trips.add(trip(city, "w" + i, i * 4.0, "west>middle", "middle>east"));
        }
        RoadEngine engine = engine(city, trips, new ArrayList<>(), FROM_MIDNIGHT);
        Vehicles vehicles = engine.vehicles;
        int[] before = new int[1000];
        int passed = 0;
        while (!engine.done() && engine.timeSeconds() < 1200) {
            for (int v = 0; v < vehicles.rows; v++) {
                before[v] = vehicles.used[v] && engine.road().isLane(vehicles.segment[v]) ? vehicles.segment[v] : -1;
            }
            engine.step();
            for (int v = 0; v < vehicles.rows; v++) {
                if (vehicles.used[v] && before[v] >= 0 && !engine.road().isLane(vehicles.segment[v])) {
                    Aspect shown = engine.signals.of(vehicles.movement[v]);
                    assertNotEquals(Aspect.RED, shown, vehicles.trip[v].id() + " at " + engine.timeSeconds() + " s");
                    passed++;
                }
            }
        }
        // Who crosses the node within one step is not seen in it.
        assertTrue(passed > 90, "only " + passed + " were seen to pass");
        assertEquals(120, engine.arrivedCount());
    }

    @Test
    void vehiclesThatCannotEnterWaitOutsideAreCountedAndComeInLater() {
        City city = Streets.straight(1, 200);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            trips.add(trip(city, "t" + i, 0, "start>end"));
        }
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(city, trips, log, FROM_MIDNIGHT);
        engine.step();
        assertEquals(50, engine.vehicleCount() + engine.waitingCount());
        assertTrue(engine.waitingCount() >= 48, engine.waitingCount() + " wait");
        runChecked(engine, 600);
        assertEquals(50, log.size());
    }

    @Test
    void nobodyEntersSoFastSoNearToTheEndOfALaneThatItCannotStopThere() {
        City grid = Streets.grid(1, 1, 300, 3, true);
        Trip left = trip(grid, "late", 0, "0/-1>0/0", "0/0>1/0");
        double meters = grid.network().link(left.path().first()).lengthMeters() - 2;
        // The middle lane leads straight on only.
        Trip.Departure atTheLine = new Trip.Departure(1, meters, 15);
        Trip trip = new Trip("late", left.type(), 0, left.path(), true, List.of(), atTheLine, -1);
        RoadEngine engine = engine(grid, List.of(trip), new ArrayList<>(), FROM_MIDNIGHT);
        runChecked(engine, 30);
        assertEquals(1, engine.vehicleCount());
        assertEquals(0, engine.vehicles.speed[0], Junctions.STANDING_MPS);
    }

    @Test
    void aDriverOnTheWrongLaneChangesInTimeAndTakesTheWayThatWasGiven() {
        City grid = Streets.grid(1, 1, 300, 3, true);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Trip left = trip(grid, "t" + i, i * 4.0, "0/-1>0/0", i % 2 == 0 ? "0/0>1/0" : "0/0>-1/0");
            // All enter on the middle lane, which leads straight on only.
            Trip.Departure middle = new Trip.Departure(1, Trip.Departure.BASE, Trip.Departure.MAX_SPEED);
            trips.add(new Trip(left.id(), left.type(), left.departSeconds(), left.path(), true, List.of(), middle, -1));
        }
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(grid, trips, log, FROM_MIDNIGHT);
        runChecked(engine, 1800);
        assertEquals(60, log.size(), engine.stuck(5));
        assertEquals(0, engine.reroutedCount());
    }

    @Test
    void aDriverJoinsAQueueAtItsBackAndNotAtItsFront() {
        City grid = Streets.grid(1, 1, 300, 3, true);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            trips.add(trip(grid, "queue" + i, i, "0/-1>0/0", "0/0>1/0"));
        }
        Trip late = trip(grid, "late", 40, "0/-1>0/0", "0/0>1/0");
        Trip.Departure middle = new Trip.Departure(1, Trip.Departure.BASE, Trip.Departure.MAX_SPEED);
        trips.add(new Trip(late.id(), late.type(), late.departSeconds(), late.path(), true, List.of(), middle, -1));
        List<String> log = new ArrayList<>();
        runChecked(engine(grid, trips, log, FROM_MIDNIGHT), 1200);
        assertEquals(25, log.size());
        assertTrue(log.getLast().startsWith("late "), "the last to arrive: " + log.getLast());
    }

    @Test
    void whoMustYieldComesToTheLineSoThatItCanStop() {
        City city = Streets.crossroads(NodeControl.PRIORITY);
        RoadEngine engine = engine(
                city,
                List.of(trip(city, "minor", 0, "north>middle", "middle>south")),
                new ArrayList<>(),
                FROM_MIDNIGHT);
        Vehicles vehicles = engine.vehicles;
        double slowest = Double.MAX_VALUE;
        while (!engine.done()) {
            engine.step();
            if (vehicles.used[0] && engine.road().isLane(vehicles.segment[0]) && vehicles.leg[0] == 0) {
                double left = engine.road().segLength[vehicles.segment[0]] - vehicles.position[0];
                double braking = CarFollowing.brakeGap(vehicles.speed[0], vehicles.decel(0), 1);
                assertTrue(
                        left <= 4.5 || braking <= left, left + " m before the line at " + vehicles.speed[0] + " m/s");
                slowest = left < 15 ? Math.min(slowest, vehicles.speed[0]) : slowest;
            }
        }
        assertTrue(slowest < 8, "slowest before the line: " + slowest + " m/s");
        assertTrue(slowest > 0.5, "nobody came, and yet it stopped");
    }

    @Test
    void whatAFormerVehicleLeftInItsRowDoesNotMatterWhenRowsAreSorted() {
        City city = Streets.straight(1, 500);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            trips.add(trip(city, "t" + i, i * 3, "start>end"));
        }
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(city, trips, log, FROM_MIDNIGHT);
        Arrays.fill(engine.claims.next, Integer.MAX_VALUE);
        runChecked(engine, 600);
        assertEquals(20, log.size());
    }

    @Test
    void aFastDriverOvertakesASlowOneOnTwoLanesButNotOnOne() {
        assertTrue(secondsBehindATractor(2) < 80);
        assertTrue(secondsBehindATractor(1) > 150);
    }

    private static double secondsBehindATractor(int lanes) {
        City city = Streets.straight(lanes, 1000);
        VehicleType tractor = new VehicleType(
                "tractor", VehicleKind.TRUCK, 6, 2.5, 5, 1, 3, 6, 1, 0, 1, 0, VehicleType.Following.KRAUSS);
        List<Trip> trips =
                List.of(trip(city, "tractor", tractor, 0, List.of(), "start>end"), trip(city, "car", 10, "start>end"));
        List<String> log = new ArrayList<>();
        runChecked(engine(city, trips, log, FROM_MIDNIGHT), 600);
        String[] words = log.stream()
                .filter(l -> l.startsWith("car"))
                .findFirst()
                .orElseThrow()
                .split(" ");
        return Double.parseDouble(words[2]) - Double.parseDouble(words[1]);
    }

    @Test
    void whoHearsOfAJamDrivesAroundItUnlessTheWayWasGiven() {
        assertTrue(caughtBehindABrokenBus(1, false) < 30);
        assertTrue(caughtBehindABrokenBus(0, false) > 40);
        assertEquals(60, caughtBehindABrokenBus(1, true));
    }

    @Test
    void whoHearsOfNothingTurnsAsideAfterTwoMinutesBeforeAFullStreet() {
        long caught = caughtBehindABrokenBus(0, false);
        // The street holds two dozen; those who stand before it now leave one by one.
        assertTrue(caught > 24 && caught < 60, caught + " caught");
    }

    /** Drivers on the way from the south-west to the north-east who are not there after forty minutes. */
    private static long caughtBehindABrokenBus(double informed, boolean given) {
        City city = Streets.grid(3, 3, 300, 1, false);
        String[] way = {"0/-1>0/0", "0/0>0/1", "0/1>0/2", "0/2>1/2", "1/2>2/2", "2/2>2/3"};
        int broken = city.network().findLink("0/1>0/2").orElseThrow();
        StopVisit stop = new StopVisit(broken, 0, 200, 10_000, -1);
        List<Trip> trips = new ArrayList<>();
        trips.add(trip(city, "bus", CALM, 0, List.of(stop), way));
        for (int i = 0; i < 60; i++) {
            Trip car = trip(city, "car" + i, 60 + 10 * i, way);
            trips.add(
                    given
                            ? car
                            : Trip.between(
                                    car.id(),
                                    CALM,
                                    car.departSeconds(),
                                    car.path().first(),
                                    car.path().last()));
        }
        List<String> log = new ArrayList<>();
        // Whoever departs takes the way of the bus.
        RouteFinder first = routes(city);
        RouteFinder finder = (from, to, kind, seconds, random) ->
                from == trips.getFirst().path().first()
                        ? trips.getFirst().path()
                        : first.find(from, to, kind, seconds, random);
        RoadEngine engine = new RoadEngine(
                RoadNetwork.of(city), TripSource.of(trips), finder, log(log), FROM_MIDNIGHT.withInformed(informed));
        runChecked(engine, 2400);
        assertEquals(informed > 0 && !given, engine.changedWayCount() > 0);
        return 60 - log.size();
    }

    @Test
    void aBusWhoseStopEndsWithAShortLaneHaltsThereAndGoesOn() {
        NetworkDraft draft = new NetworkDraft();
        int[] through = {
            draft.node("start", 0, 0, NodeControl.NONE),
            draft.node("a", 200, 0, NodeControl.NONE),
            draft.node("b", 221.87, 0, NodeControl.NONE),
            draft.node("end", 421, 0, NodeControl.NONE)
        };
        City city = draft.street(
                        Road.of("Long Street", RoadClass.SECONDARY, 13.89, 1).oneWay(), through)
                .build("Long Street");
        int shortLink = city.network().findLink("a>b").orElseThrow();
        for (int i = 0; i < 40; i++) {
            // From anywhere on the road before, so that the front comes to the end in all ways that rounding knows.
            StopVisit stop =
                    new StopVisit(shortLink, 0, city.network().link(shortLink).lengthMeters(), 20, -1);
            double factor = 0.7 + 0.01 * i;
            VehicleType type = new VehicleType(
                    "bus", VehicleKind.BUS, 12, 2.5, 50, 1.2, 4, 9, 1, 0, factor, 0, VehicleType.Following.KRAUSS);
            List<String> log = new ArrayList<>();
            Trip bus = trip(city, "bus", type, 0, List.of(stop), "start>a", "a>b", "b>end");
            RoadEngine engine = engine(city, List.of(bus), log, FROM_MIDNIGHT);
            runChecked(engine, 300);
            assertEquals(1, log.size(), engine.stuck(1));
            double left = Double.parseDouble(log.getFirst().split(" ")[2]);
            assertTrue(left > 20 + 421 / (13.89 * factor), "left already at " + left + " s");
        }
    }

    @Test
    void aBusHaltsAtItsStopForAtLeastItsDwellTime() {
        City city = Streets.straight(1, 600);
        StopVisit stop = new StopVisit(0, 0, 300, 20, -1);
        List<Trip> trips = List.of(trip(city, "bus", Traffic.CALM, 0, List.of(stop), "start>end"));
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(city, trips, log, FROM_MIDNIGHT);
        double stoodAt = -1;
        int stood = 0;
        while (!engine.done()) {
            engine.step();
            if (engine.vehicles.used[0] && engine.vehicles.speed[0] == 0) {
                stood++;
                stoodAt = engine.vehicles.position[0];
            }
        }
        assertEquals(300, stoodAt, 1);
        assertTrue(stood >= 20 && stood <= 24, "stood " + stood + " s");
    }

    @Test
    void aCircleOfWaitingIsReportedAsGridlockAndALongQueueIsNot() {
        City city = Streets.straight(1, 500);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            trips.add(trip(city, "t" + i, i * 3.0, "start>end"));
        }
        RoadEngine engine = engine(city, trips, new ArrayList<>(), FROM_MIDNIGHT);
        runChecked(engine, 15);
        Vehicles vehicles = engine.vehicles;
        for (int v = 0; v < 4; v++) {
            vehicles.standing[v] = 400;
            vehicles.blocker[v] = v - 1;
        }
        assertEquals(0, RoadView.gridlocked(engine, 300));
        vehicles.blocker[0] = 2;
        assertEquals(3, RoadView.gridlocked(engine, 300), "0, 2 and 1 wait in a circle; 3 waits behind it");
        vehicles.standing[1] = 10;
        assertEquals(0, RoadView.gridlocked(engine, 300));
    }

    @Test
    void aStepAllocatesNothing() {
        City grid = Streets.grid(4, 4, 300, 3, true);
        RoadEngine engine =
                engine(grid, Traffic.random(grid, 6000, 0.05, 3), new ArrayList<>(), RoadSettings.startingAt(0, 3));
        // All trips have entered after 180 s; arrays have their size and the code is warm.
        while (engine.timeSeconds() < 240) {
            engine.step();
        }
        long arrived = engine.arrivedCount();
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long me = Thread.currentThread().threadId();
        long before = threads.getThreadAllocatedBytes(me);
        for (int i = 0; i < 20; i++) {
            engine.step();
        }
        long bytes = threads.getThreadAllocatedBytes(me) - before;
        assertTrue(engine.vehicleCount() > 50, "only " + engine.vehicleCount() + " drive");
        // Each arrival writes a line into the test's own log, which is the test's affair.
        long allowed = 2000 + 2000 * (engine.arrivedCount() - arrived);
        assertTrue(bytes <= allowed, bytes + " bytes in 20 steps of " + engine.vehicleCount() + " vehicles");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void theSameTripsEndAlikeOnAnyNumberOfThreads(int threads) {
        assertEquals(tripsOn(1), tripsOn(threads));
    }

    private static List<String> tripsOn(int threads) {
        City grid = Streets.grid(4, 4, 120, 2, true);
        List<String> log = new ArrayList<>();
        RoadSettings settings = RoadSettings.startingAt(0, 5).withThreads(threads);
        try (RoadEngine engine = engine(grid, Traffic.random(grid, 4000, 0.1, 5), log, settings)) {
            runChecked(engine, 900);
            log.add(engine.updateCount() + " updates, " + engine.lostSeconds() + " s lost");
        }
        assertTrue(log.size() > 300, "only " + log.size() + " trips ended");
        return log;
    }

    @Test
    void aTripWithoutAWayIsRefusedAndCounted() {
        City city = Streets.crossroads(NodeControl.PRIORITY);
        int from = city.network().findLink("north>middle").orElseThrow();
        int to = city.network().findLink("middle>east").orElseThrow();
        List<Trip> trips = List.of(Trip.between("lost", VehicleType.CAR, 1, from, to));
        RoadEngine engine = new RoadEngine(
                RoadNetwork.of(city), TripSource.of(trips), RouteFinder.NONE, TripLog.NONE, FROM_MIDNIGHT);
        runChecked(engine, 10);
        assertEquals(1, engine.unroutableCount());
        assertTrue(engine.done());
    }
}
