package meridian.sim.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.testkit.Streets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A grid of five by five crossings with signals; the fork is of some of them around one in the middle. */
class RegionTest {
    private static final double SECONDS = 60;

    private final City grid = Streets.grid(5, 5, 150, 3, true);
    private final List<Trip> trips = Traffic.random(grid, 6000, 0.5, 4);
    private final RoadEngine city = Traffic.engine(grid, trips, new ArrayList<>(), RoadSettings.startingAt(0, 4));
    private final RoadNetwork road = city.road();
    private int middle;

    @BeforeEach
    void fillTheStreets() {
        for (int i = 0; i < 600; i++) {
            city.step();
        }
        assertTrue(city.vehicleCount() > 200, "only " + city.vehicleCount() + " vehicles");
        middle = grid.network().nodes().size() / 2;
    }

    private double lostBefore(RoadEngine engine, int node) {
        double sum = 0;
        for (int link = 0; link < road.linkCount; link++) {
            sum += grid.network().link(link).toNode() == node ? engine.records().lostSeconds(link) : 0;
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9})
    void aForkOfARegionRunsUnderAllRulesUntilEverybodyHasLeft(int hops) {
        Region region = Region.around(road, middle, hops);
        RoadEngine fork = city.fork(TripLog.NONE, region, TripSource.of(List.of()));
        assertEquals(List.of(), Invariants.broken(fork));
        Traffic.runChecked(fork, 1800);
        assertEquals(0, fork.vehicleCount(), fork.stuck(3));
    }

    @Test
    void onlyTheRegionIsInIt() {
        Region region = Region.around(road, middle, 1);
        assertEquals(5, region.size(), "a crossing and its four neighbours");
        RoadEngine fork = city.fork(
                TripLog.NONE, region, BorderFlow.expected(city, SECONDS).into(region));
        assertTrue(fork.vehicleCount() > 0 && fork.vehicleCount() < city.vehicleCount());
        for (int i = 0; i < SECONDS; i++) {
            for (int v = 0; v < fork.vehicles.rows; v++) {
                assertTrue(!fork.vehicles.used[v] || region.hasSegment(fork.vehicles.segment[v]));
            }
            fork.step();
        }
    }

    @Test
    void aForkOfAllHopsIsTheWholeCity() {
        Region all = Region.around(road, middle, 99);
        assertEquals(grid.network().nodes().size(), all.size());
        RoadEngine part = city.fork(TripLog.NONE, all, TripSource.of(trips));
        RoadEngine whole = city.fork(TripLog.NONE);
        for (int i = 0; i < SECONDS; i++) {
            part.step();
            whole.step();
        }
        assertEquals(whole.vehicleCount(), part.vehicleCount());
        assertEquals(whole.lostSeconds(), part.lostSeconds(), 1e-9);
    }

    @Test
    void twoHopsAroundTellTheMiddlesDelayWithinATenth() {
        RoadEngine whole = city.fork(TripLog.NONE);
        Region region = Region.around(road, middle, 2);
        RoadEngine part = city.fork(
                TripLog.NONE, region, BorderFlow.expected(city, SECONDS).into(region));
        RoadEngine counted = city.fork(
                TripLog.NONE, region, BorderFlow.recorded(city, SECONDS).into(region));
        double before = lostBefore(city, middle);
        for (int i = 0; i < SECONDS; i++) {
            whole.step();
            part.step();
            counted.step();
        }
        double truth = lostBefore(whole, middle) - before;
        assertTrue(truth > 100, "only " + truth + " s are lost there");
        assertEquals(truth, lostBefore(part, middle) - before, 0.1 * truth);
        assertEquals(truth, lostBefore(counted, middle) - before, 0.2 * truth);
    }

    @Test
    void aRegionOfAnotherNetworkIsRefused() {
        RoadNetwork other = RoadNetwork.of(Streets.grid(2, 2, 150, 2, true));
        Region region = Region.around(other, 0, 1);
        assertThrows(IllegalArgumentException.class, () -> city.fork(TripLog.NONE, region, TripSource.of(List.of())));
        assertThrows(
                IllegalArgumentException.class,
                () -> city.takeOver(Traffic.engine(
                        Streets.grid(2, 2, 150, 2, true),
                        List.of(),
                        new ArrayList<>(),
                        RoadSettings.startingAt(0, 4))));
        assertFalse(city.done());
    }
}
