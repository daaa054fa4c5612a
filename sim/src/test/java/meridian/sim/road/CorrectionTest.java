package meridian.sim.road;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent;
import meridian.model.network.Access;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

final class CorrectionTest {
    private final City grid = Streets.grid(4, 4, 120, 2, true);
    private final List<Trip> trips = Traffic.random(grid, 4000, 0.5, 7);

    private RoadEngine engine() {
        return Traffic.engine(grid, trips, new ArrayList<>(), RoadSettings.startingAt(0, 7));
    }

    @Test
    void vehiclesThatAreAddedAndWithdrawnBreakNoRuleAndAreNotLostCountOf() {
        RoadEngine city = engine();
        Correction correction = city.correction();
        Random random = new Random(3);
        Watcher watcher = new Watcher(city);
        int added = 0;
        for (int step = 0; step < 1200; step++) {
            List<Integer> rows = new ArrayList<>();
            correction.visit((row, trip) -> rows.add(row));
            if (!rows.isEmpty() && step % 3 == 0) {
                correction.withdraw(rows.get(random.nextInt(rows.size())));
            }
            if (step % 4 == 0) {
                Trip like = trips.get(random.nextInt(trips.size()));
                correction.add(like.withId("added-" + added++));
            }
            assertEquals(List.of(), watcher.step(), "step " + step);
            assertEquals(List.of(), Invariants.broken(city), "step " + step);
        }
        assertTrue(correction.withdrawnCount() > 200, correction.withdrawnCount() + " withdrawn");
        assertEquals(city.insertedCount(), city.vehicleCount() + city.arrivedCount() + correction.withdrawnCount());
    }

    @Test
    void nobodyIsWithdrawnFromInsideANode() {
        RoadEngine city = engine();
        for (int step = 0; step < 400; step++) {
            city.step();
            for (int v = 0; v < city.vehicles.rows; v++) {
                if (city.vehicles.used[v] && !city.road.isLane(city.vehicles.segment[v])) {
                    assertFalse(city.correction().withdraw(v));
                }
            }
        }
        assertEquals(0, city.correction().withdrawnCount());
    }

    @Test
    void aForkAndASavedStateKnowWhoWasWithdrawn() {
        RoadEngine city = engine();
        for (int step = 0; step < 300; step++) {
            city.step();
        }
        List<Integer> rows = new ArrayList<>();
        city.correction().visit((row, trip) -> rows.add(row));
        rows.forEach(city.correction()::withdraw);
        assertTrue(city.correction().withdrawnCount() > 20);
        assertEquals(
                city.correction().withdrawnCount(),
                city.fork(TripLog.NONE).correction().withdrawnCount());
    }

    @Test
    void whoGoesOnFromAnotherPastKeepsItsOwnDemand() {
        RoadEngine city = engine();
        for (int step = 0; step < 300; step++) {
            city.step();
        }
        RoadEngine past = city.fork(TripLog.NONE, meridian.model.demand.TripSource.of(List.of()));
        past.apply(new RoadEvent.LaneClosed(0, 0, Access.NONE, Period.ALWAYS));
        for (int step = 0; step < 100; step++) {
            city.step();
            past.step();
        }
        long before = past.insertedCount();
        city.goOnFrom(past);
        assertEquals(past.vehicleCount(), city.vehicleCount());
        assertEquals(1, city.inForce().size(), "what was closed there is closed here");
        Traffic.runChecked(city, 200);
        assertTrue(city.insertedCount() > before + 100, "the demand still comes");
        Set<String> ids = new HashSet<>();
        city.correction().visit((row, trip) -> assertTrue(ids.add(trip.id()), trip.id() + " drives twice"));
    }
}
