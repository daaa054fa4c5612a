package meridian.sim.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.network.Access;
import meridian.sim.route.Router;
import meridian.testkit.Streets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TravelTimesTest {
    private final City grid = Streets.grid(3, 3, 150, 1, true);
    private final int from = grid.network().findLink("0/0>1/0").orElseThrow();
    private final int to = grid.network().findLink("1/2>2/2").orElseThrow();

    private RoadEngine engine(@Nullable TravelTimes forecast) {
        List<Trip> trips = List.of(Trip.between("a", Traffic.CALM, 100, from, to));
        Router.Query query = Router.of(grid.network()).query();
        RoadEngine engine = new RoadEngine(
                RoadNetwork.of(grid),
                meridian.model.demand.TripSource.of(trips),
                (a, b, kind, seconds, random) -> query.fastest(a, b, kind, seconds),
                TripLog.NONE,
                RoadSettings.startingAt(0, 1));
        engine.expect(forecast);
        return engine;
    }

    /** Links that were driven between the first and the last of the way. */
    private List<Integer> driven(RoadEngine engine) {
        Traffic.runChecked(engine, 1000);
        assertEquals(1, engine.arrivedCount());
        List<Integer> links = new ArrayList<>();
        for (int link = 0; link < grid.network().links().size(); link++) {
            if (engine.records().entered(link) > 0 && link != from && link != to) {
                links.add(link);
            }
        }
        assertTrue(links.size() > 1, "a way of " + links.size() + " links between its ends");
        return links;
    }

    private double seconds(int link) {
        return grid.network().link(link).freeFlowSeconds();
    }

    @Test
    void driversAvoidWhatIsSaidToBecomeSlow() {
        List<Integer> usual = driven(engine(null));
        assertEquals(usual, driven(engine((link, at) -> seconds(link))), "free flow is what they hear anyway");
        List<Integer> warned = driven(engine((link, at) -> usual.contains(link) ? 500 : seconds(link)));
        assertTrue(warned.stream().noneMatch(usual::contains), warned + " after a warning of " + usual);
    }

    @Test
    void theForecastOfTheMinuteCounts() {
        List<Integer> usual = driven(engine(null));
        TravelTimes early = (link, at) -> usual.contains(link) && at < 60 ? 500 : seconds(link);
        assertEquals(usual, driven(engine(early)), "it is over when the trip departs at 100 s");
        TravelTimes late = (link, at) -> usual.contains(link) && at >= 60 ? 500 : seconds(link);
        assertNotEquals(usual, driven(engine(late)));
    }

    @Test
    void aForkGoesOnWithIt() {
        List<Integer> usual = driven(engine(null));
        RoadEngine parent = engine((link, at) -> usual.contains(link) ? 500 : seconds(link));
        assertNotEquals(usual, driven(parent.fork(TripLog.NONE)));
    }

    @Test
    void whatIsClosedIsClosedWhateverIsSaid() {
        List<Integer> usual = driven(engine(null));
        RoadEngine engine = engine((link, at) -> 1);
        engine.apply(new RoadEvent.LinkClosed(usual.getFirst(), Access.NONE, new Period(0, 2000)));
        assertTrue(!driven(engine).contains(usual.getFirst()));
    }
}
