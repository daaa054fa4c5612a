package meridian.sim.road;

import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.log;
import static meridian.sim.road.Traffic.runChecked;
import static meridian.sim.road.Traffic.trip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.event.RoadEvent.LinkClosed;
import meridian.model.event.RoadEvent.SpeedSet;
import meridian.model.event.RoadEvent.WeatherChange;
import meridian.model.event.Weather;
import meridian.model.network.Access;
import meridian.model.network.Movement;
import meridian.model.network.NodeControl;
import meridian.model.network.VehicleKind;
import meridian.model.signal.SignalPlan;
import meridian.testkit.Streets;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoadEventsTest {
    private static final RoadSettings FROM_MIDNIGHT = RoadSettings.startingAt(0, 7);
    /** Who cannot stop any more when a road is closed is on it after this time, s. */
    private static final double LAST_ONES_SECONDS = 15;

    private static int link(City city, String id) {
        return city.network().findLink(id).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1, true, 3", "1, false, 2", "0.5, true, 3", "0.2, false, 3"})
    void nobodyComesOntoAClosedRoadAndTrafficComesBackWhenItOpens(double step, boolean signals, int lanes) {
        City grid = Streets.grid(3, 3, 150, lanes, signals);
        int works = link(grid, "1/0>1/1");
        List<Trip> trips = new ArrayList<>(Traffic.random(grid, 3000, 0.5, 5));
        for (int i = 0; i < 60; i++) {
            trips.add(trip(grid, "given " + i, 30 * i, "1/-1>1/0", "1/0>1/1", "1/1>1/2"));
        }
        RoadEngine engine = engine(grid, trips, new ArrayList<>(), new RoadSettings(step, 5, 0).withInformed(0.5));
        engine.apply(new LinkClosed(works, Access.NONE, new Period(300, 900)));
        runChecked(engine, 300 + LAST_ONES_SECONDS);
        long before = engine.records().entered(works);
        assertTrue(before > 10, "only " + before + " used the road before it was closed");
        runChecked(engine, 600 - LAST_ONES_SECONDS - step);
        assertEquals(before, engine.records().entered(works), "somebody came onto the closed road");
        assertTrue(engine.divertedCount() >= 15, "only " + engine.divertedCount() + " found a way around");
        runChecked(engine, 900);
        long after = engine.records().entered(works);
        assertTrue(after > before + 10, "only " + (after - before) + " used the road after it had opened");
        assertEquals(engine.insertedCount(), engine.arrivedCount() + engine.vehicleCount(), "a vehicle was lost");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5})
    void whoIsCaughtOnAClosedLaneLeavesItAndNobodyFollows(double step) {
        City grid = Streets.grid(3, 3, 150, 3, true);
        int works = link(grid, "1/0>1/1");
        RoadEngine engine =
                engine(grid, Traffic.random(grid, 4000, 0.5, 9), new ArrayList<>(), new RoadSettings(step, 9, 0));
        int lane = engine.road().linkLane[works] + 1;
        runChecked(engine, 250);
        for (int i = 0; i < 100 && engine.occupancy.front[lane] == Vehicles.NONE; i++) {
            runChecked(engine, 1);
        }
        assertNotEquals(Vehicles.NONE, engine.occupancy.front[lane], "nobody is there to be caught");
        engine.apply(new LaneClosed(works, 1, Access.NONE, new Period(0, 900)));
        runChecked(engine, 200);
        for (int second = 0; second < 300; second++) {
            runChecked(engine, 1);
            assertEquals(Vehicles.NONE, engine.occupancy.front[lane], "at " + engine.timeSeconds() + " s");
        }
        long entered = engine.records().entered(works);
        runChecked(engine, 100);
        assertTrue(engine.records().entered(works) > entered, "nobody uses the lanes that are open");
    }

    @Test
    void busesMayUseALaneThatIsClosedToOthers() {
        City city = Streets.straight(1, 500);
        VehicleType bus = new VehicleType(
                "bus", VehicleKind.BUS, 12, 2.5, 25, 1.2, 4, 7, 1, 0, 1, 0, VehicleType.Following.KRAUSS);
        List<String> log = new ArrayList<>();
        List<Trip> trips =
                List.of(trip(city, "bus", bus, 0, List.of(), "start>end"), trip(city, "car", 200, "start>end"));
        RoadEngine engine = engine(city, trips, log, FROM_MIDNIGHT);
        engine.apply(new LaneClosed(0, 0, Access.of(VehicleKind.BUS), new Period(0, 500)));
        runChecked(engine, 490);
        assertEquals(1, log.size(), "the bus");
        assertEquals(1, engine.waitingCount(), "the car");
        runChecked(engine, 100);
        assertEquals(2, log.size(), "the car once the lane is open");
    }

    @Test
    void travelTimesOfARoadAreThoseOfAFreeOneWhenItOpensAgain() {
        City grid = Streets.grid(2, 2, 150, 1, false);
        int works = link(grid, "0/0>0/1");
        RoadEngine engine = engine(grid, List.of(), new ArrayList<>(), FROM_MIDNIGHT);
        float free = engine.records().travelSeconds()[works];
        engine.apply(new LinkClosed(works, Access.NONE, new Period(10, 200)));
        for (int i = 0; i < 100; i++) {
            engine.step();
        }
        assertTrue(engine.records().travelSeconds()[works] > 3600, "a closed road looks open");
        for (int i = 0; i < 101; i++) {
            engine.step();
        }
        assertEquals(free, engine.records().travelSeconds()[works]);
    }

    @Test
    void aTripToAClosedRoadEndsBeforeIt() {
        City city = Streets.crossroads(NodeControl.PRIORITY);
        List<String> log = new ArrayList<>();
        RoadEngine engine =
                engine(city, List.of(trip(city, "a", 0, "north>middle", "middle>south")), log, FROM_MIDNIGHT);
        engine.apply(new LinkClosed(link(city, "middle>south"), Access.NONE, Period.ALWAYS));
        runChecked(engine, 200);
        assertEquals(1, log.size());
        assertEquals(1, engine.endedBeforeCount());
        assertEquals(0, engine.records().entered(link(city, "middle>south")));
    }

    @Test
    void aLowerLimitHoldsWhileItIsSetAsAHandCalculationSays() {
        City city = Streets.straight(1, 1000);
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(city, List.of(trip(city, "a", 0, "start>end")), log, FROM_MIDNIGHT);
        engine.apply(new SpeedSet(0, RoadEvent.ALL_LANES, 5, new Period(0, 100)));
        runChecked(engine, 400);
        // 100 steps at 5 m/s; 495 m are left: 4 of 7.6, 10.2, 12.8 and 13.89 m, 450.51 m at 13.89 are 32.4 s more.
        assertEquals("a 0.0 137.0", log.getFirst().substring(0, 11));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.5, 0.1})
    void noVehicleIsEverInsideAnotherWhenLimitsAndWeatherChangeAtOnce(double step) {
        City grid = Streets.grid(3, 3, 150, 3, true);
        RoadEngine engine =
                engine(grid, Traffic.random(grid, 4000, 0.2, 11), new ArrayList<>(), new RoadSettings(step, 11, 0));
        for (int link = 0; link < grid.network().links().size(); link += 2) {
            engine.apply(new SpeedSet(link, link % 3 - 1, 3, new Period(200, 300)));
        }
        engine.apply(new WeatherChange(Weather.HEAVY_SNOW, new Period(250, 400)));
        engine.apply(new WeatherChange(new Weather(0.5, 0.5), new Period(450, 500)));
        runChecked(engine, 600);
        assertTrue(engine.arrivedCount() > 100, "only " + engine.arrivedCount() + " arrived");
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, 60, 5000, 1",
        "1, false, 60, 5000, 2",
        "0.5, true, 40, 2000, 3",
        "0.1, false, 60, 4000, 4",
        "1, true, 25, 1000, 5"
    })
    void noVehicleIsEverInsideAnotherWhenRoadsCloseAndOpenAtRandom(
            double step, boolean signals, double blockMeters, int perHour, long seed) {
        City grid = Streets.grid(4, 4, blockMeters, 2, signals);
        VehicleType truck = new VehicleType(
                "truck", VehicleKind.TRUCK, 12, 3.5, 25, 1.3, 4, 7, 1, 0.5, 1, 0.1, VehicleType.Following.KRAUSS);
        VehicleType ambulance = new VehicleType(
                "am", VehicleKind.EMERGENCY, 6.5, 2.5, 40, 2.6, 4.5, 9, 1, 0.2, 1.4, 0.1, VehicleType.Following.KRAUSS);
        VehicleType other = VehicleType.CAR.withFollowing(VehicleType.Following.CITYFLOW);
        List<Trip> trips = Traffic.random(
                grid, perHour, 0.15, seed, VehicleType.CAR, VehicleType.CAR, VehicleType.CAR, truck, ambulance, other);
        RoadEngine engine = engine(grid, trips, new ArrayList<>(), new RoadSettings(step, seed, 0).withInformed(0.5));
        Random random = new Random(seed);
        int links = grid.network().links().size();
        for (int i = 0; i < 150; i++) {
            double from = random.nextInt(600);
            Period during = new Period(from, from + 5 + random.nextInt(120));
            int link = random.nextInt(links);
            engine.apply(
                    i % 3 == 0
                            ? new LinkClosed(link, Access.NONE, during)
                            : new LaneClosed(link, random.nextInt(2), Access.of(VehicleKind.TRUCK), during));
        }
        runChecked(engine, 1200);
        assertTrue(engine.divertedCount() > 20, "only " + engine.divertedCount() + " met a closure");
        // The densest of these grids jam without closures, too.
        assertTrue(engine.arrivedCount() > trips.size() / 5, "only " + engine.arrivedCount() + " arrived");
        assertEquals(
                trips.size(),
                engine.arrivedCount() + engine.vehicleCount() + engine.waitingCount() + engine.unroutableCount());
    }

    @Test
    void whatIsToHappenLaterChangesNothingNow() {
        assertEquals(
                townLog(1, List.of()),
                townLog(1, List.of(new WeatherChange(Weather.SNOW, new Period(80_000, 81_000)))));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void eventsGiveTheSameTrafficOnAnyNumberOfThreads(int threads) {
        assertEquals(townLog(1, townEvents()), townLog(threads, townEvents()));
    }

    private static List<RoadEvent> townEvents() {
        return IntStream.range(0, 12)
                .mapToObj(i -> (RoadEvent)
                        (i % 2 == 0
                                ? new LinkClosed(7 * i, Access.NONE, new Period(27_100 + 20 * i, 27_500))
                                : new LaneClosed(7 * i, 0, Access.NONE, new Period(27_100, 27_400 + 10 * i))))
                .toList();
    }

    private static List<String> townLog(int threads, List<RoadEvent> events) {
        City town = Town.city();
        List<String> log = new ArrayList<>();
        try (RoadEngine engine = engine(
                town,
                Town.trips(town, 1),
                log,
                RoadSettings.startingAt(27_000, 4).withThreads(threads))) {
            events.forEach(engine::apply);
            for (int i = 0; i < 900; i++) {
                engine.step();
            }
        }
        assertTrue(log.size() > 50, "only " + log.size() + " trips ended");
        return log;
    }

    @Test
    void aForkTriesAClosureWithoutItsParentSeeingIt() {
        City town = Town.city();
        List<String> own = new ArrayList<>();
        RoadEngine parent = engine(town, Town.trips(town, 1), own, RoadSettings.startingAt(27_000, 4));
        runChecked(parent, 300);
        List<String> tried = new ArrayList<>();
        RoadEngine child = parent.fork(log(tried));
        townEvents().forEach(child::apply);
        runChecked(child, 600);
        assertEquals(List.of(), parent.inForce());
        runChecked(parent, 600);
        assertEquals(townLog(1, List.of()), own, "the parent went on otherwise");
        assertTrue(child.divertedCount() > 0, "nobody met a closure");
        assertNotEquals(own.subList(own.size() - 20, own.size()), tried.subList(tried.size() - 20, tried.size()));
    }

    @Test
    void aForkGoesOnUnderTheEventsOfItsParent() {
        City town = Town.city();
        List<String> own = new ArrayList<>();
        RoadEngine parent = engine(town, Town.trips(town, 1), own, RoadSettings.startingAt(27_000, 4));
        townEvents().forEach(parent::apply);
        runChecked(parent, 250);
        own.clear();
        List<String> forked = new ArrayList<>();
        RoadEngine child = parent.fork(log(forked));
        assertEquals(parent.inForce(), child.inForce());
        assertTrue(!child.inForce().isEmpty(), "nothing is in force");
        runChecked(child, 500);
        runChecked(parent, 500);
        assertEquals(own, forked);
        assertEquals(parent.lostSeconds(), child.lostSeconds());
    }

    @Test
    void aSavedCityGoesOnUnderItsEvents(@TempDir Path folder) throws IOException {
        City town = Town.city();
        List<String> own = new ArrayList<>();
        RoadEngine engine = engine(town, Town.trips(town, 1), own, RoadSettings.startingAt(27_000, 4));
        townEvents().forEach(engine::apply);
        engine.apply(new WeatherChange(Weather.SNOW, new Period(27_200, 27_600)));
        engine.apply(new SpeedSet(3, RoadEvent.ALL_LANES, 4, Period.ALWAYS));
        runChecked(engine, 250);
        engine.save(folder.resolve("state"));
        own.clear();
        List<String> restored = new ArrayList<>();
        RoadEngine again = RoadEngine.restore(
                folder.resolve("state"), engine.road(), Town.trips(town, 1), Traffic.routes(town), log(restored), 2);
        assertEquals(engine.inForce(), again.inForce());
        assertTrue(engine.inForce().size() > 2, "hardly anything is in force");
        runChecked(again, 500);
        runChecked(engine, 500);
        assertEquals(own, restored);
        again.close();
    }

    @Test
    void whoTakesOverACityWithoutEventsHasNone() {
        City town = Town.city();
        List<String> own = new ArrayList<>();
        RoadEngine engine = engine(town, Town.trips(town, 1), own, RoadSettings.startingAt(27_000, 4));
        RoadEngine other = engine.fork(log(new ArrayList<>()));
        townEvents().forEach(other::apply);
        other.apply(new WeatherChange(Weather.SNOW, Period.ALWAYS));
        runChecked(other, 200);
        List<String> forked = new ArrayList<>();
        RoadEngine child = other.fork(log(forked));
        child.takeOver(engine);
        assertEquals(List.of(), child.inForce());
        runChecked(child, 600);
        runChecked(engine, 600);
        assertEquals(own, forked);
    }

    @Test
    void anEventThatIsLiftedIsOver() {
        City city = Streets.straight(1, 500);
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(city, List.of(trip(city, "a", 0, "start>end")), log, FROM_MIDNIGHT);
        LinkClosed works = new LinkClosed(0, Access.NONE, Period.ALWAYS);
        engine.apply(works);
        runChecked(engine, 50);
        assertEquals(1, engine.waitingCount());
        assertTrue(engine.lift(works), "nobody knows of the works");
        runChecked(engine, 60);
        assertEquals(1, log.size());
    }

    @Test
    void anEventOnALaneThatIsNotThereIsRefused() {
        RoadEngine engine = engine(Streets.straight(2, 500), List.of(), new ArrayList<>(), FROM_MIDNIGHT);
        assertThrows(
                IllegalArgumentException.class, () -> engine.apply(new LaneClosed(0, 2, Access.NONE, Period.ALWAYS)));
        assertThrows(IllegalArgumentException.class, () -> engine.apply(new LinkClosed(1, Access.NONE, Period.ALWAYS)));
    }

    @ParameterizedTest
    @CsvSource({"0.97, 0.9276", "0.945, 0.8587", "0.92, 0.9134", "0.87, 0.7757"})
    void aGreenLetsAsManyFewerThroughAsTheWeatherIsStatedToTake(double speed, double capacity) {
        double dry = saturationFlow(Weather.DRY);
        double wet = saturationFlow(new Weather(speed, capacity));
        // The issue asks for 1,800 to 1,950.
        assertTrue(dry > 1700 && dry < 2000, "saturation flow when dry: " + dry);
        assertEquals(capacity, wet / dry, 0.02, "of " + dry + " vehicles an hour " + wet + " are left");
    }

    /** Vehicles an hour over a stop line from the fourth to the last of a queue, the mean of thirty queues (as in HCM). */
    private static double saturationFlow(Weather weather) {
        City city = Streets.crossroads(NodeControl.SIGNALS);
        int line = link(city, "west>middle");
        Movement ahead = city.network().movements().stream()
                .filter(m -> m.fromLink() == line && m.toLink() == link(city, "middle>east"))
                .findFirst()
                .orElseThrow();
        SignalPlan plan = city.signals().get(ahead.signal()).plan();
        List<Trip> trips = IntStream.range(0, 60)
                .mapToObj(i -> trip(city, "t" + i, VehicleType.CAR, 0, List.of(), "west>middle", "middle>east"))
                .toList();
        double seconds = 0;
        for (int seed = 0; seed < 30; seed++) {
            RoadEngine engine = engine(city, trips, new ArrayList<>(), RoadSettings.startingAt(0, seed));
            engine.apply(new WeatherChange(weather, Period.ALWAYS));
            engine.holdPhase(ahead.signal(), phase(plan, ahead.group(), false));
            runChecked(engine, 200);
            engine.holdPhase(ahead.signal(), phase(plan, ahead.group(), true));
            double fourth = untilLeft(engine, line, 4);
            seconds += untilLeft(engine, line, 24) - fourth;
        }
        return 30 * 20 * 3600 / seconds;
    }

    private static int phase(SignalPlan plan, int group, boolean green) {
        return IntStream.range(0, plan.phases().size())
                .filter(p -> plan.phases().get(p).aspects().get(group).green() == green)
                .findFirst()
                .orElseThrow();
    }

    private static double untilLeft(RoadEngine engine, int link, int count) {
        while (engine.records().left(link) < count) {
            runChecked(engine, 1);
        }
        return engine.timeSeconds();
    }
}
