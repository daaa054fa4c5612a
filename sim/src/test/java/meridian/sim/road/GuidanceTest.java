package meridian.sim.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

/** A vehicle that says where it is, and is told another way. */
final class GuidanceTest {
    private static final City GRID = Streets.grid(2, 2, 200, 2, false);

    private static LinkPath path(String... links) {
        return LinkPath.of(List.of(links).stream()
                .mapToInt(id -> GRID.network().findLink(id).orElseThrow())
                .toArray());
    }

    private static RoadEngine engine(List<String> log) {
        return Traffic.engine(
                GRID,
                List.of(Traffic.trip(GRID, "van", 0, "0/-1>0/0", "0/0>0/1", "0/1>0/2")),
                log,
                RoadSettings.startingAt(0, 1));
    }

    @Test
    void aVehicleDrivesTheWayThatItIsToldOnTheRoad() {
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(log);
        Traffic.runChecked(engine, 3);
        assertTrue(engine.guide("van", path("0/-1>0/0", "0/0>1/0", "1/0>1/1", "1/1>1/2")), "it did not listen");
        int last = -1;
        while (log.isEmpty() && engine.timeSeconds() < 200) {
            Traffic.runChecked(engine, 1);
            last = RoadView.findPlace(engine, "van").map(RoadView.Place::link).orElse(last);
        }
        assertEquals(GRID.network().findLink("1/1>1/2").orElseThrow(), last);
    }

    @Test
    void aWayFromElsewhereOrForNobodyIsNotTaken() {
        RoadEngine engine = engine(new ArrayList<>());
        Traffic.runChecked(engine, 3);
        assertTrue(!engine.guide("van", path("0/0>1/0", "1/0>1/1")), "it jumped to another link");
        assertTrue(!engine.guide("nobody", path("0/-1>0/0", "0/0>1/0")), "a vehicle that there is not was guided");
    }

    /** Links begin a metre from a dead end; after 3 s at 16.67 m/s or less it is not farther than 50 m and its own length. */
    @Test
    void aVehicleTellsItsLinkAndHowFarItIsToTheEnd() {
        RoadEngine engine = engine(new ArrayList<>());
        assertEquals(Optional.empty(), RoadView.findPlace(engine, "van"));
        Traffic.runChecked(engine, 3);
        RoadView.Place place = RoadView.findPlace(engine, "van").orElseThrow();
        int first = GRID.network().findLink("0/-1>0/0").orElseThrow();
        double length = GRID.network().link(first).lengthMeters();
        assertEquals(first, place.link());
        assertTrue(place.toEndMeters() > length - 60 && place.toEndMeters() < length, place.toString());
        assertTrue(place.speedMps() > 5, place.toString());
    }
}
