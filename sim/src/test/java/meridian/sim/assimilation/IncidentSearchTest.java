package meridian.sim.assimilation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.event.RoadEvent.SpeedSet;
import meridian.model.network.Access;
import meridian.model.network.VehicleKind;
import meridian.model.place.Detector;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.TripLog;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

/**
 * A street with two lanes each way and stations on some of its links, one vehicle every 1.4 s on average: more than a lane passes.
 *
 * <pre>
 *   0/-1 ──── 0/0 ─ station ─ 0/1 ──── 0/2 ─ station ─ 0/3 ─ station ─ 0/4 ──── 0/5
 * </pre>
 */
final class IncidentSearchTest {
    private static final City STREET = Streets.grid(1, 5, 300, 2, false);
    private static final String[] LINKS = {"0/-1>0/0", "0/0>0/1", "0/1>0/2", "0/2>0/3", "0/3>0/4", "0/4>0/5"};
    private static final VehicleType CAR = new VehicleType(
            "car", VehicleKind.CAR, 5, 2.5, 50, 2.6, 4.5, 9, 1, 0.1, 1, 0.2, VehicleType.Following.KRAUSS);

    private final Stations stations = Stations.of(List.of(
            loop(LINKS[1], 0),
            loop(LINKS[1], 1),
            loop(LINKS[3], 0),
            loop(LINKS[3], 1),
            loop(LINKS[4], 0),
            loop(LINKS[4], 1)));
    private final RoadEngine outside = engine(1);
    private final RoadEngine twin = engine(2);
    /** What is to run beside the city, and from which second on it is done. */
    private final ArrayDeque<Job> jobs = new ArrayDeque<>();

    private Assimilation assimilation = new Assimilation(twin, stations, 3);

    private boolean worked;

    private record Job(double fromSeconds, Runnable work) {}

    @Test
    void aClosedLaneIsFoundByTheStationsAroundItWhereNoLoopOfItReports() {
        LaneClosed closed = new LaneClosed(link(LINKS[2]), 0, Access.NONE, new Period(600, Double.POSITIVE_INFINITY));
        outside.apply(closed);
        run(1800, minute -> {});
        List<LaneClosed> believed = assimilation.incidents().believed();
        assertEquals(
                List.of(closed.link()), believed.stream().map(LaneClosed::link).toList());
    }

    @Test
    void whereNothingIsClosedNothingIsBelieved() {
        run(2400, minute -> assertEquals(List.of(), assimilation.incidents().believed()));
    }

    @Test
    void aLaneThatIsOpenAgainIsNoLongerBelievedToBeClosed() {
        LaneClosed closed = new LaneClosed(link(LINKS[2]), 0, Access.NONE, Period.ALWAYS);
        run(300, minute -> {});
        outside.apply(closed);
        run(1800, minute -> {});
        assertTrue(!assimilation.incidents().believed().isEmpty(), "it was never found");
        outside.lift(closed);
        run(2400, minute -> {});
        assertEquals(List.of(), assimilation.incidents().believed());
    }

    @Test
    void whatIsBelievedIsStillDoubtedWhenOtherStationsAreFollowed() {
        LaneClosed closed = new LaneClosed(link(LINKS[2]), 0, Access.NONE, Period.ALWAYS);
        run(300, minute -> {});
        outside.apply(closed);
        run(1800, minute -> {});
        List<LaneClosed> believed = assimilation.incidents().believed();
        assertTrue(!believed.isEmpty(), "it was never found");
        Assimilation next = new Assimilation(twin, stations, 4);
        next.learnFrom(assimilation);
        assimilation = next;
        outside.lift(closed);
        run(2400, minute -> {});
        assertEquals(List.of(), assimilation.incidents().believed());
        assertEquals(List.of(), twin.events());
    }

    /** Trials take so long that the city goes on; what runs after it does so at once. */
    private void tryBeside(double seconds) {
        assimilation = new Assimilation(
                twin, stations, 3, job -> jobs.add(new Job(twin.timeSeconds() + (worked ? 0 : seconds), job)));
    }

    private void work() {
        worked = !jobs.isEmpty() && jobs.peek().fromSeconds <= twin.timeSeconds();
        if (worked) {
            jobs.remove().work.run();
        }
    }

    @Test
    void aCityThatGoesOnWhileItIsTriedBelievesWhatIsFoundWhenThatHasCaughtUpWithIt() {
        tryBeside(120);
        LaneClosed closed = new LaneClosed(link(LINKS[2]), 0, Access.NONE, new Period(600, Double.POSITIVE_INFINITY));
        outside.apply(closed);
        run(2400, minute -> {
            assertEquals(minute * 60.0, twin.timeSeconds(), 1e-6);
            work();
        });
        assertEquals(
                List.of(closed.link()),
                assimilation.incidents().believed().stream()
                        .map(LaneClosed::link)
                        .toList());
        // Nobody was lost on the way: whoever comes is there, has arrived or waits.
        assertEquals(
                twin.insertedCount(),
                twin.arrivedCount() + twin.vehicleCount() + twin.correction().withdrawnCount());
    }

    @Test
    void whatTheCityIsToldWhileSomethingIsTriedIsNotForgottenForIt() {
        tryBeside(60);
        outside.apply(new LaneClosed(link(LINKS[2]), 0, Access.NONE, new Period(600, Double.POSITIVE_INFINITY)));
        RoadEvent told = new SpeedSet(link(LINKS[5]), RoadEvent.ALL_LANES, 9, Period.ALWAYS);
        while (jobs.isEmpty()) {
            run(twin.timeSeconds() + 60, minute -> {});
        }
        twin.apply(told);
        run(2400, minute -> work());
        assertTrue(!assimilation.incidents().believed().isEmpty(), "nothing was found");
        assertTrue(twin.events().contains(told), twin.events().toString());
    }

    @Test
    void anAnswerThatComesTooLateIsDropped() {
        tryBeside(720);
        outside.apply(new LaneClosed(link(LINKS[2]), 0, Access.NONE, new Period(600, Double.POSITIVE_INFINITY)));
        while (jobs.isEmpty()) {
            run(twin.timeSeconds() + 60, minute -> {});
        }
        run(jobs.peek().fromSeconds, minute -> {});
        // The trial ends now; its answer could be sent after the city in the next minute and be there in the one after.
        work();
        run(twin.timeSeconds() + 60, minute -> {});
        work();
        run(twin.timeSeconds() + 60, minute -> {});
        assertEquals(List.of(), assimilation.incidents().believed());
    }

    private void run(double until, IntConsumer eachMinute) {
        LoopCounts there = outside.countAt(stations.loops());
        LoopCounts here = twin.countAt(stations.loops());
        Reading before = stations.none();
        Reading twinBefore = stations.none();
        while (outside.timeSeconds() < until) {
            for (int i = 0; i < Assimilation.EVERY_SECONDS; i++) {
                outside.step();
                assimilation.step();
            }
            Reading now = stations.read(there);
            Reading twinNow = stations.read(here);
            assimilation.observe(now.since(before), twinNow.since(twinBefore));
            before = now;
            twinBefore = twinNow;
            eachMinute.accept((int) (outside.timeSeconds() / 60));
        }
    }

    private static RoadEngine engine(long seed) {
        return new RoadEngine(
                RoadNetwork.of(STREET),
                TripSource.of(trips(seed)),
                RouteFinder.NONE,
                TripLog.NONE,
                RoadSettings.startingAt(0, seed));
    }

    private static List<Trip> trips(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] path = new int[LINKS.length];
        for (int i = 0; i < path.length; i++) {
            path[i] = link(LINKS[i]);
        }
        List<Trip> trips = new ArrayList<>();
        for (double departs = 0; departs < 3600; departs += random.nextExponential() * 1.4) {
            trips.add(new Trip(
                    "car-" + trips.size(), CAR, departs, LinkPath.of(path), true, List.of(), Trip.Departure.USUAL, -1));
        }
        return trips;
    }

    private static int link(String id) {
        return STREET.network().findLink(id).orElseThrow();
    }

    private static Detector loop(String link, int lane) {
        return new Detector(
                link + " " + lane, Detector.Kind.INDUCTION_LOOP, link(link), lane, 200, OptionalDouble.empty());
    }
}
