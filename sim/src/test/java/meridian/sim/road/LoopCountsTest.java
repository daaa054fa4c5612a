package meridian.sim.road;

import static meridian.sim.road.Traffic.CALM;
import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.runChecked;
import static meridian.sim.road.Traffic.trip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.Link;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;
import meridian.model.place.Detector;
import meridian.testkit.NetworkDraft;
import meridian.testkit.Road;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops on streets where it can be said by hand who passes them. */
class LoopCountsTest {
    private static final RoadSettings FROM_MIDNIGHT = RoadSettings.startingAt(0, 1);
    private static final City STREET = Streets.straight(1, 600);

    /** Like calm drivers, but never faster than 10 m/s. */
    private static final VehicleType TEN =
            new VehicleType("ten", VehicleKind.CAR, 5, 2.5, 10, 2.6, 4.5, 9, 1, 0, 1, 0, VehicleType.Following.KRAUSS);

    private static final VehicleType AMBULANCE = new VehicleType(
            "ambulance", VehicleKind.EMERGENCY, 6.5, 2.5, 40, 2.6, 4.5, 9, 1, 0, 1.3, 0, VehicleType.Following.KRAUSS);

    private static Detector loop(int link, int lane, double meters) {
        return new Detector(
                link + "/" + lane + "/" + meters,
                Detector.Kind.INDUCTION_LOOP,
                link,
                lane,
                meters,
                OptionalDouble.empty());
    }

    private static Trip from(double meters, double arrivalMeters, VehicleType type) {
        return new Trip(
                "one",
                type,
                0,
                LinkPath.of(0),
                true,
                List.of(),
                new Trip.Departure(0, meters, Trip.Departure.MAX_SPEED),
                arrivalMeters);
    }

    private static LoopCounts run(City city, List<Trip> trips, Detector... loops) {
        RoadEngine engine = engine(city, trips, new ArrayList<>(), FROM_MIDNIGHT);
        LoopCounts counts = engine.countAt(List.of(loops));
        runChecked(engine, 3600);
        assertTrue(engine.done(), engine.stuck(3));
        return counts;
    }

    /** A vehicle of 5 m at 10 m/s is over a point for half a second, wherever its steps of 10 m begin. */
    @ParameterizedTest
    @ValueSource(doubles = {400, 402, 403.7, 406, 409.99})
    void aCarOfFiveMetersAtTenMetersASecondIsOverALoopForHalfASecond(double meters) {
        LoopCounts counts = run(STREET, List.of(from(0, -1, TEN)), loop(0, 0, meters));
        assertEquals(1, counts.count(0));
        assertEquals(10, counts.speedSumMps(0), 1e-9);
        assertEquals(0.5, counts.occupiedSeconds(0), 1e-9);
    }

    @Test
    void whoEntersBeyondALoopOrArrivesBeforeItIsNotCounted() {
        Trip part = from(200, 400, CALM);
        LoopCounts counts = run(
                STREET,
                List.of(part),
                loop(0, 0, 0),
                loop(0, 0, 200),
                loop(0, 0, 201),
                loop(0, 0, 400),
                loop(0, 0, 401));
        assertEquals(0, counts.count(0));
        assertEquals(0, counts.count(1));
        assertEquals(1, counts.count(2));
        assertEquals(1, counts.count(3));
        assertEquals(0, counts.count(4));
    }

    /** A bus of 5 m halts with its front 2 m beyond the loop: it is over it all the time, and comes there once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoHaltsOverALoopIsCountedOnceAndOccupiesItOnlyWhileOnTheLane(boolean bay) {
        StopVisit halt = new StopVisit(0, 0, 302, 60, -1, bay);
        Trip bus = trip(STREET, "bus", CALM, 0, List.of(halt), "start>end");
        LoopCounts counts = run(STREET, List.of(bus), loop(0, 0, 300));
        assertEquals(1, counts.count(0));
        double seconds = counts.occupiedSeconds(0);
        assertTrue(bay ? seconds < 20 : seconds > 60 && seconds < 75, seconds + " s");
    }

    /** A road of 30 m/s in pieces of about 20 m: some are passed within one step. Each vehicle passes every loop on its way. */
    @Test
    void whoPassesSeveralShortLinksInOneStepIsCountedOnEachOfThem() {
        NetworkDraft draft = new NetworkDraft();
        int[] through = new int[22];
        through[0] = draft.node("start", -300, 0, NodeControl.NONE);
        for (int n = 1; n < through.length; n++) {
            through[n] = draft.node("n" + n, 21.0 * n, 0, NodeControl.NONE);
        }
        City road = draft.street(Road.of("Fast", RoadClass.TRUNK, 30, 1).oneWay(), through)
                .build("Fast");
        String[] way = road.network().links().stream().map(Link::id).toArray(String[]::new);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            trips.add(trip(road, "t" + i, 7.3 * i, way));
        }
        List<Detector> loops = new ArrayList<>();
        for (int link = 1; link < way.length - 1; link++) {
            double length = road.network().link(link).lengthMeters();
            assertTrue(length < 21, length + " m");
            loops.add(loop(link, 0, link % 3 == 0 ? 0 : link % 3 == 1 ? length : length / 2));
        }
        LoopCounts counts = run(road, trips, loops.toArray(Detector[]::new));
        for (int d = 0; d < loops.size(); d++) {
            assertEquals(20, counts.count(d), loops.get(d).id());
            double meanMps = counts.speedSumMps(d) / 20;
            assertTrue(meanMps > 21, meanMps + " m/s: no link is passed in a step");
            // Steps have one speed each, so that the ends of a vehicle may be over the loop at two of them.
            assertEquals(20 * CALM.lengthMeters() / meanMps, counts.occupiedSeconds(d), 0.3);
        }
    }

    /** Slow and fast vehicles change lanes all the time; each crosses the line across the street once, on one of its lanes. */
    @Test
    void whoChangesLanesIsCountedOnceOverAllLanes() {
        City street = Streets.straight(3, 900);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            VehicleType type = i % 4 == 0 ? TEN : CALM;
            Trip.Departure onLane = new Trip.Departure(i % 3, Trip.Departure.BASE, Trip.Departure.MAX_SPEED);
            trips.add(new Trip("t" + i, type, i, LinkPath.of(0), true, List.of(), onLane, -1));
        }
        List<Detector> loops = new ArrayList<>();
        for (int meters = 20; meters < 900; meters += 11) {
            for (int lane = 0; lane < 3; lane++) {
                loops.add(loop(0, lane, meters));
            }
        }
        LoopCounts counts = run(street, trips, loops.toArray(Detector[]::new));
        List<Long> first = new ArrayList<>();
        for (int i = 0; i < loops.size(); i += 3) {
            assertEquals(
                    600,
                    counts.count(i) + counts.count(i + 1) + counts.count(i + 2),
                    loops.get(i).id());
            first.add(counts.count(i));
        }
        assertTrue(first.stream().distinct().count() > 1, "nobody changed lanes");
    }

    /**
     * Ambulances pass others on their own lane, blocked drivers exchange lanes, buses halt in bays, some lose their way: in the end
     * those who came onto a link or started on it have all passed each line across it.
     */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.3})
    void onEveryLinkOfABusyTownEverybodyIsCountedOnce(double step) {
        City grid = Streets.grid(3, 3, 150, 2, true);
        VehicleType smart = new VehicleType(
                "smart", VehicleKind.CAR, 4.5, 2, 50, 1.5, 2, 9, 1.2, 0, 1, 0.1, VehicleType.Following.IDM);
        VehicleType flow = new VehicleType(
                "flow", VehicleKind.CAR, 5, 2.5, 11, 2, 4.5, 9, 2, 0, 1, 0, VehicleType.Following.CITYFLOW);
        List<Trip> trips = Traffic.random(grid, 5000, 0.2, 5, VehicleType.CAR, smart, flow, AMBULANCE, VehicleType.CAR);
        for (int i = 0; i < 30; i++) {
            int link = grid.network().findLink("1/0>1/1").orElseThrow();
            List<StopVisit> halts = List.of(new StopVisit(link, 0, 61, 25, -1, i % 3 > 0));
            trips.add(trip(grid, "bus" + i, CALM, 24.0 * i, halts, "1/-1>1/0", "1/0>1/1", "1/1>1/2", "1/2>1/3"));
        }
        trips.sort(Comparator.comparingDouble(Trip::departSeconds));
        List<Detector> loops = new ArrayList<>();
        int links = grid.network().links().size();
        double[] lines = {20, 60, 99};
        for (int link = 0; link < links; link++) {
            for (double meters : lines) {
                loops.add(loop(link, 0, meters));
                loops.add(loop(link, 1, meters));
            }
        }
        RoadEngine engine = engine(grid, trips, new ArrayList<>(), new RoadSettings(step, 5, 0));
        LoopCounts counts = engine.countAt(loops);
        runChecked(engine, 5000);
        assertTrue(engine.done(), engine.stuck(5));
        for (int d = 0; d < loops.size(); d += 2) {
            int link = loops.get(d).link();
            assertEquals(
                    engine.records().entered(link),
                    counts.count(d) + counts.count(d + 1),
                    loops.get(d).id());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void whoIsPassedByAnAmbulanceOnALoopIsCountedOnceAndSoIsTheAmbulance(int lanes) {
        VehicleType slow = new VehicleType(
                "slow", VehicleKind.TRUCK, 12, 2.5, 5, 1.3, 4, 7, 1, 0, 1, 0, VehicleType.Following.KRAUSS);
        City street = Streets.straight(lanes, 1000);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 4 * lanes; i++) {
            trips.add(trip(street, "slow" + i, slow, 0, List.of(), "start>end"));
        }
        trips.add(trip(street, "ambulance", AMBULANCE, 60, List.of(), "start>end"));
        List<Detector> loops = new ArrayList<>();
        for (int meters = 13; meters < 1000; meters++) {
            for (int lane = 0; lane < lanes; lane++) {
                loops.add(loop(0, lane, meters));
            }
        }
        LoopCounts counts = run(street, trips, loops.toArray(Detector[]::new));
        for (int d = 0; d < loops.size(); d += lanes) {
            long passed = counts.count(d) + (lanes > 1 ? counts.count(d + 1) : 0);
            assertEquals(trips.size(), passed, loops.get(d).id());
        }
    }

    /** With signals queues stand over the loops, and drivers who block each other exchange places. */
    @Test
    void anyNumberOfThreadsCountsTheSame() {
        City grid = Streets.grid(3, 3, 120, 2, true);
        List<Trip> trips = Traffic.random(grid, 6000, 0.2, 3);
        List<Detector> loops = new ArrayList<>();
        for (int link = 0; link < grid.network().links().size(); link++) {
            loops.add(loop(link, 0, 50));
            loops.add(loop(link, 1, 80));
        }
        String one = counted(grid, trips, loops, 1);
        assertTrue(one.matches("(?s).*[1-9]\\d+ .*"), one);
        for (int threads : new int[] {2, 3, 8}) {
            assertEquals(one, counted(grid, trips, loops, threads));
        }
    }

    private static String counted(City city, List<Trip> trips, List<Detector> loops, int threads) {
        try (RoadEngine engine = engine(city, trips, new ArrayList<>(), FROM_MIDNIGHT.withThreads(threads))) {
            LoopCounts counts = engine.countAt(loops);
            for (int i = 0; i < 900; i++) {
                engine.step();
            }
            StringBuilder text = new StringBuilder();
            for (int d = 0; d < loops.size(); d++) {
                assertTrue(counts.occupiedSeconds(d) <= 900, loops.get(d).id());
                text.append(counts.count(d) + " " + counts.speedSumMps(d) + " " + counts.occupiedSeconds(d) + "\n");
            }
            return text.toString();
        }
    }

    @Test
    void whoIsCountedDrivesAsIfNobodyCounted() {
        City grid = Streets.grid(2, 2, 120, 2, true);
        List<Trip> trips = Traffic.random(grid, 3000, 0.1, 5);
        List<String> alone = new ArrayList<>();
        runChecked(engine(grid, trips, alone, FROM_MIDNIGHT), 900);
        List<String> counted = new ArrayList<>();
        RoadEngine engine = engine(grid, trips, counted, FROM_MIDNIGHT);
        engine.countAt(List.of(loop(0, 0, 60), loop(1, 1, 60)));
        runChecked(engine, 900);
        assertEquals(alone, counted);
    }

    @Test
    void aLoopOnALaneThatIsNotThereIsRefused() {
        RoadEngine engine = engine(STREET, List.of(), new ArrayList<>(), FROM_MIDNIGHT);
        assertThrows(IndexOutOfBoundsException.class, () -> engine.countAt(List.of(loop(0, 1, 5))));
        assertThrows(IndexOutOfBoundsException.class, () -> engine.countAt(List.of(loop(9, 0, 5))));
    }
}
