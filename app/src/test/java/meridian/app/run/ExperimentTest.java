package meridian.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import meridian.formats.Progress;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

final class ExperimentTest {
    private static Experiment experiment(City city, List<Trip> trips, OptionalDouble seconds, Watch watch) {
        return new Experiment(
                city,
                TripSource.of(trips),
                "Made up.",
                RouteFinder.NONE,
                RoadSettings.startingAt(0, 1),
                seconds,
                watch);
    }

    private static Experiment seeded(City city, List<Trip> trips, long seed) {
        return new Experiment(
                city,
                TripSource.of(trips),
                "Made up.",
                RouteFinder.NONE,
                RoadSettings.startingAt(0, seed),
                OptionalDouble.empty(),
                Watch.USUAL);
    }

    private static Outcome run(City city, List<Trip> trips, OptionalDouble seconds) {
        return experiment(city, trips, seconds, Watch.USUAL).run(Progress.NONE, () -> false);
    }

    /** A street of 500 m at 13.89 m/s takes a lone car 36 s, and some seconds more to reach that speed. */
    @Test
    void aLoneCarTakesAsLongAsTheStreetIsLong() {
        City street = Streets.straight(1, 500);
        Outcome outcome = run(street, List.of(Trip.between("one", VehicleType.CAR, 0, 0, 0)), OptionalDouble.empty());
        RunReport report = outcome.report();
        assertEquals(Ending.ALL_ARRIVED, report.ending());
        assertEquals(1, report.trips().completed());
        assertTrue(report.travelSeconds().mean() > 33 && report.travelSeconds().mean() < 50, report.toString());
    }

    /** On a street of one lane its lane has all that the link has: nobody is ever inside a node. */
    @Test
    void laneSlicesOfAStreetWithOneLaneAreThoseOfItsLink() {
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            trips.add(Trip.between("t" + i, VehicleType.CAR, 10 * i, 0, 0));
        }
        Outcome outcome = experiment(
                        Streets.straight(1, 500),
                        trips,
                        OptionalDouble.of(240),
                        new Watch(120, true, List.of(), List.of()))
                .run(Progress.NONE, () -> false);
        List<LaneSlices.Row> lanes = outcome.lanes().orElseThrow().rows();
        LinkSlices links = outcome.slices();
        assertEquals(2, lanes.size());
        // Who arrives in a step is gone when lanes are looked at.
        for (int i = 0; i < 2; i++) {
            assertEquals(links.seconds[i] - links.left[i], lanes.get(i).seconds(), links.left[i] + " left");
            assertEquals(links.meters[i], lanes.get(i).meters(), links.left[i] * 16);
            assertTrue(lanes.get(i).seconds() > 300, lanes.toString());
        }
    }

    @Test
    void lanesAreNotRecordedUnlessAskedFor() {
        Outcome outcome = run(
                Streets.straight(1, 500),
                List.of(Trip.between("one", VehicleType.CAR, 0, 0, 0)),
                OptionalDouble.empty());
        assertTrue(outcome.lanes().isEmpty());
    }

    /** 100 million trips in 40 minutes: they stream, and the run ends when two million wait before a street that takes few. */
    @Test
    void aHundredMillionTripsAreRefusedBeforeTheyFillTheMemory() {
        TripSource endless = new TripSource() {
            @Override
            public Iterator<Trip> trips(double fromSeconds) {
                return LongStream.range(0, 100_000_000)
                        .mapToObj(i -> Trip.between("t" + i, VehicleType.CAR, i / 40_000.0, 0, 0))
                        .iterator();
            }

            @Override
            public OptionalLong count() {
                return OptionalLong.of(100_000_000);
            }
        };
        Experiment crowded = new Experiment(
                Streets.straight(1, 500),
                endless,
                "Made up.",
                RouteFinder.NONE,
                RoadSettings.startingAt(0, 1),
                OptionalDouble.empty(),
                Watch.USUAL);
        BadInput refused = assertThrows(BadInput.class, () -> crowded.run(Progress.NONE, () -> false));
        assertTrue(refused.getMessage().startsWith("demand, second 60 of the day: 2"), refused.getMessage());
        assertTrue(refused.getMessage().contains("trips wait to enter"), refused.getMessage());
    }

    @Test
    void aVehicleThatCanNeverGoOnEndsTheRunAsAStandstill() {
        City street = Streets.straight(1, 500);
        Trip halting = new Trip(
                "halting",
                VehicleType.CAR,
                0,
                meridian.model.demand.LinkPath.of(0),
                true,
                List.of(new meridian.model.demand.StopVisit(0, 0, 100, 1e6, -1)),
                Trip.Departure.USUAL,
                -1);
        List<Trip> trips = new ArrayList<>(List.of(halting));
        trips.add(Trip.between("behind", VehicleType.CAR, 10, 0, 0));
        Outcome outcome = run(street, trips, OptionalDouble.empty());
        assertEquals(Ending.STANDSTILL, outcome.ending());
        assertEquals(2, outcome.report().trips().driving());
        assertTrue(outcome.report().lines().stream().anyMatch(l -> l.contains("start>end")));
    }

    /** Round and round a block of 300 m: 1,000 times 300 m take five hours at 16.67 m/s. */
    @Test
    void aRunInWhichNobodyEverArrivesEndsThoughSomebodyDrives() {
        City grid = Streets.grid(2, 2, 300, 1, false);
        int[] around = new int[1_000];
        String[] block = {"0/0>0/1", "0/1>1/1", "1/1>1/0", "1/0>0/0"};
        for (int i = 0; i < around.length; i++) {
            around[i] = grid.network().findLink(block[i % 4]).orElseThrow();
        }
        Trip circling = new Trip(
                "circling",
                VehicleType.CAR,
                0,
                meridian.model.demand.LinkPath.of(around),
                true,
                List.of(),
                Trip.Departure.USUAL,
                -1);
        Outcome outcome = run(grid, List.of(circling), OptionalDouble.empty());
        assertEquals(Ending.FRUITLESS, outcome.ending());
        assertEquals(7_200, outcome.endSeconds(), 120);
        outcome.report().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    @Test
    void itEndsWhenTheTimeIsUp() {
        Outcome outcome = run(Streets.straight(1, 500), List.of(), OptionalDouble.of(90));
        assertEquals(Ending.TIME_UP, outcome.ending());
        assertEquals(90, outcome.endSeconds());
    }

    /** Every minute a car for ten minutes on 500 m; slices of 120 s, the last one shorter. */
    @Test
    void theSlicesOfALinkAddUpToItsTotals() {
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            trips.add(Trip.between("car-" + i, VehicleType.CAR, 60 * i, 0, 0));
        }
        Outcome outcome = experiment(Streets.straight(1, 500), trips, OptionalDouble.of(650), new Watch(120, List.of()))
                .run(Progress.NONE, () -> false);
        LinkSlices slices = outcome.slices();
        assertEquals(6, slices.count());
        assertEquals(new LinkSlices.Span(0, 120), slices.spans().getFirst());
        assertEquals(new LinkSlices.Span(600, 650), slices.spans().getLast());
        long left = 0;
        double meters = 0;
        for (int row = 0; row < slices.rows; row++) {
            left += slices.left[row];
            meters += slices.meters[row];
        }
        assertEquals(outcome.links().left(0), left);
        assertEquals(outcome.links().vehicleMeters(0), meters, 1e-6);
        assertEquals(2, slices.entered[0]);
    }

    /** One car halts for good at 100 m, four wait behind it: 1 to 4 stand, the planned stop does not count. */
    @Test
    void theQueueBehindAStoppedCarIsCounted() {
        List<Trip> trips = new ArrayList<>(List.of(new Trip(
                "halting",
                VehicleType.CAR,
                0,
                meridian.model.demand.LinkPath.of(0),
                true,
                List.of(new meridian.model.demand.StopVisit(0, 0, 100, 1e6, -1)),
                Trip.Departure.USUAL,
                -1)));
        for (int i = 1; i <= 4; i++) {
            trips.add(Trip.between("behind-" + i, VehicleType.CAR, 60 * i, 0, 0));
        }
        Outcome outcome = run(Streets.straight(1, 500), trips, OptionalDouble.of(600));
        assertEquals(List.of(0), outcome.queues().longest(3));
        double[] profile = outcome.queues().profile(0);
        assertEquals(20, profile.length);
        assertEquals(0, profile[0]);
        assertEquals(4, profile[19]);
        assertEquals(4, outcome.slices().longestQueue[0]);
    }

    /** A mean wait of a few seconds says little where most have not entered at all. */
    @Test
    void theTableSaysHowManyHaveNotEnteredYet() {
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            trips.add(Trip.between("car-" + i, VehicleType.CAR, 0, 0, 0));
        }
        RunReport report =
                run(Streets.straight(1, 500), trips, OptionalDouble.of(60)).report();
        assertTrue(report.trips().waiting() > 100, report.toString());
        String said = String.join(" ", report.lines());
        assertTrue(said.contains(report.trips().waiting() + " trips have not entered yet"), said);
        RunReport none = run(Streets.straight(1, 500), trips.subList(0, 1), OptionalDouble.empty())
                .report();
        assertTrue(!String.join(" ", none.lines()).contains("not entered"), none.toString());
    }

    /** A lone car on a corridor of 500 m: a point in each step, ever farther on. */
    @Test
    void aCarLeavesALineInTheTimeSpaceDiagram() {
        Outcome outcome = experiment(
                        Streets.straight(1, 500),
                        List.of(Trip.between("one", VehicleType.CAR, 0, 0, 0)),
                        OptionalDouble.of(30),
                        new Watch(900, List.of(0)))
                .run(Progress.NONE, () -> false);
        CorridorLog log = outcome.corridor().orElseThrow();
        assertEquals(30, log.points());
        assertEquals(500, log.lengthMeters(), 5);
        for (int p = 1; p < log.points(); p++) {
            assertTrue(log.meters(p) > log.meters(p - 1), "point " + p);
        }
        String svg = new TimeSpace(log).svg();
        assertTrue(svg.contains("<path class=\"p"), svg);
    }

    @Test
    void seedsThatHaveEndedAreKeptWhenTheSeriesIsStopped() {
        City street = Streets.straight(1, 500);
        List<Trip> trips = List.of(Trip.between("one", VehicleType.CAR, 0, 0, 0));
        AtomicBoolean stop = new AtomicBoolean();
        List<Long> kept = new ArrayList<>();
        List<RunReport> runs = new SeedSeries(seed -> seeded(street, trips, seed), 5, 4, 1)
                .run(Progress.NONE, stop::get, outcome -> {
                    kept.add(outcome.report().seed());
                    stop.set(kept.size() == 2);
                });
        assertEquals(List.of(5L, 6L), kept);
        assertEquals(List.of(5L, 6L), runs.stream().map(RunReport::seed).toList());
        SeriesReport report = SeriesReport.of(4, runs);
        assertTrue(report.headline().contains("2 seeds (5 to 6) of 4"), report.headline());
    }

    /** 10, 12 and 17: mean 13; squares 9 + 1 + 16 = 26; error √(26 / 2 / 3) = 2.0817; times 4.302653 gives 8.957. */
    @Test
    void aSeriesGivesMeanAndIntervalOfTheHandCalculation() {
        List<RunReport> runs = List.of(withTravel(1, 10), withTravel(2, 12), withTravel(3, 17));
        SeriesReport.Figure travel = SeriesReport.of(3, runs).figures().getFirst();
        assertEquals(List.of("travel time", "13.0 s", "± 9.0", "10.0 s", "17.0 s"), travel.cells());
        assertEquals(8.957, travel.over().halfWidth95(), 0.001);
    }

    private static RunReport withTravel(long seed, double seconds) {
        Spread none = new Spread(0, 0);
        return new RunReport(
                "City",
                "digest",
                "Made up.",
                List.of(),
                true,
                seed,
                1,
                0,
                600,
                900,
                Ending.ALL_ARRIVED,
                new RunReport.Trips(1, 1, 0, 0, 0, 0, 0, 0, 0, 0),
                new Spread(seconds, seconds),
                none,
                none,
                none,
                none,
                new Spread.Slow(0, 0),
                new RunReport.Gridlock(0, List.of()),
                null);
    }
}
