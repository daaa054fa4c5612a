package meridian.sim.road;

import static meridian.sim.road.Traffic.CALM;
import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.runChecked;
import static meridian.sim.road.Traffic.trip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Halts in bays beside the lane. */
class BayTest {
    private static final RoadSettings FROM_MIDNIGHT = RoadSettings.startingAt(0, 1);
    private static final City STREET = Streets.straight(1, 600);

    private static List<Trip> busAndCars(boolean bay, int cars, double everySeconds) {
        List<Trip> trips = new ArrayList<>();
        trips.add(trip(STREET, "bus", CALM, 0, List.of(new StopVisit(0, 0, 300, 60, -1, bay)), "start>end"));
        for (int i = 0; i < cars; i++) {
            trips.add(trip(STREET, "car" + i, 5 + everySeconds * i, "start>end"));
        }
        return trips;
    }

    private static List<String> run(List<Trip> trips) {
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(STREET, trips, log, FROM_MIDNIGHT);
        runChecked(engine, 900);
        assertTrue(engine.done(), engine.stuck(3));
        return log;
    }

    private static double waited(String line) {
        return Double.parseDouble(line.split(" ")[5]);
    }

    @Test
    void whoHaltsInABayIsPassedAndWhoHaltsOnTheLaneIsNot() {
        List<String> passed = run(busAndCars(true, 5, 5));
        List<String> caught = run(busAndCars(false, 5, 5));
        assertTrue(passed.getLast().startsWith("bus"), passed::toString);
        assertTrue(caught.getFirst().startsWith("bus"), caught::toString);
        // Who comes right behind sees it stop before it is in its bay.
        assertEquals(0, waited(passed.get(4)));
        assertTrue(waited(caught.get(1)) > 40, caught::toString);
    }

    @Test
    void aBusComesOutOfItsBayOnlyWhereThereIsAGap() {
        List<String> log = run(busAndCars(true, 60, 2));
        double alone = left(run(busAndCars(true, 0, 1)).getFirst());
        double among =
                left(log.stream().filter(l -> l.startsWith("bus")).findFirst().orElseThrow());
        assertTrue(among > alone + 10, "left after " + among + " s, alone after " + alone);
        for (String line : log) {
            // Nobody stands because of it, but perhaps who was right behind it when it stopped.
            assertTrue(line.startsWith("bus") || line.startsWith("car0") || waited(line) < 5, line);
        }
    }

    private static double left(String line) {
        return Double.parseDouble(line.split(" ")[2]);
    }

    @Test
    void lanesDoNotCountWhoIsInABay() {
        RoadEngine engine = engine(STREET, busAndCars(true, 0, 1), new ArrayList<>(), FROM_MIDNIGHT);
        runChecked(engine, 60);
        assertEquals(1, engine.vehicles.parkedCount);
        assertEquals(1, engine.vehicleCount());
        int[] counts = new int[engine.road().laneCount()];
        RoadView.addByLane(engine, counts, new int[counts.length]);
        assertEquals(0, counts[0]);
    }

    /** A grid with a bay on each of the first links; half of the trips halt in one. */
    private static List<Trip> halting(City grid) {
        List<Trip> trips = new ArrayList<>();
        for (Trip t : Traffic.random(grid, 2500, 0.15, 7)) {
            int link = t.path().first();
            double end = grid.network().link(link).lengthMeters() - 10;
            List<StopVisit> stops =
                    trips.size() % 2 == 0 ? List.of(new StopVisit(link, 0, end, 40, -1, true)) : List.of();
            trips.add(new Trip(
                    t.id(), t.type(), t.departSeconds(), t.path(), t.fixed(), stops, t.departure(), t.arrivalMeters()));
        }
        return trips;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void tripsWithHaltsEndAlikeOnAnyNumberOfThreads(int threads) {
        assertEquals(trips(1), trips(threads));
    }

    private static List<String> trips(int threads) {
        City grid = Streets.grid(4, 4, 150, 2, true);
        List<String> log = new ArrayList<>();
        try (RoadEngine engine =
                engine(grid, halting(grid), log, RoadSettings.startingAt(0, 7).withThreads(threads))) {
            runChecked(engine, 900);
        }
        assertTrue(log.size() > 100, "only " + log.size() + " arrived");
        return log;
    }

    @Test
    void forksAndSavedStatesGoOnWithWhoIsInBays(@TempDir Path folder) throws IOException {
        City grid = Streets.grid(3, 3, 150, 2, true);
        List<Trip> trips = halting(grid);
        List<String> log = new ArrayList<>();
        List<String> forked = new ArrayList<>();
        List<String> restored = new ArrayList<>();
        RoadEngine parent = engine(grid, trips, log, FROM_MIDNIGHT);
        runChecked(parent, 300);
        assertTrue(parent.vehicles.parkedCount > 3, "only " + parent.vehicles.parkedCount + " are in bays");
        log.clear();
        Path file = folder.resolve("state");
        parent.save(file);
        RoadEngine child = parent.fork(Traffic.log(forked));
        RoadEngine again = RoadEngine.restore(
                file, parent.road(), TripSource.of(trips), Traffic.routes(grid), Traffic.log(restored), 1);
        Region all = Region.around(parent.road(), 0, 99);
        RoadEngine region = parent.fork(TripLog.NONE, all, TripSource.of(List.of()));
        assertEquals(parent.vehicles.parkedCount, region.vehicles.parkedCount);
        runChecked(region, 1800);
        assertEquals(0, region.vehicleCount(), region.stuck(3));
        runChecked(parent, 600);
        runChecked(child, 600);
        runChecked(again, 600);
        assertTrue(log.size() > 50, "only " + log.size() + " arrived");
        assertEquals(log, forked);
        assertEquals(log, restored);
    }
}
