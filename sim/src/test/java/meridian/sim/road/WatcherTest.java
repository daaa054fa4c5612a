package meridian.sim.road;

import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.trip;
import static meridian.sim.road.Vehicles.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.network.NodeControl;
import meridian.model.signal.Aspect;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

/** Each check is shown to fail on a state that was broken by hand; that none fails on real traffic, all other tests show. */
class WatcherTest {
    private static final RoadSettings SETTINGS = RoadSettings.startingAt(0, 7);

    @Test
    void whoDrivesOverALineAtRedThoughItCouldHaveStoppedIsTold() {
        City city = Streets.crossroads(NodeControl.SIGNALS);
        RoadEngine engine =
                engine(city, List.of(trip(city, "a", 0, "west>middle", "middle>east")), new ArrayList<>(), SETTINGS);
        Watcher watcher = new Watcher(engine);
        List<String> broken = new ArrayList<>();
        for (int i = 0; i < 120 && broken.isEmpty(); i++) {
            // The watcher sees red, the driver green.
            Arrays.fill(engine.signals.aspect, (byte) Aspect.RED.ordinal());
            watcher.note();
            Arrays.fill(engine.signals.aspect, (byte) Aspect.GREEN_PROTECTED.ordinal());
            engine.step();
            broken = watcher.broken();
        }
        assertEquals(1, broken.size(), broken.toString());
        assertTrue(broken.getFirst().startsWith("vehicle a drove over the line of the movement from west>middle_0"));
        assertTrue(broken.getFirst().contains("at RED"), broken.getFirst());
    }

    @Test
    void whoCannotStopAnyMoreWhenTheLightTurnsMayGoOn() {
        City city = Streets.crossroads(NodeControl.SIGNALS);
        RoadEngine engine =
                engine(city, List.of(trip(city, "a", 0, "west>middle", "middle>east")), new ArrayList<>(), SETTINGS);
        Watcher watcher = new Watcher(engine);
        for (int i = 0; i < 60 && !engine.done(); i++) {
            int v = 0;
            boolean near = engine.vehicles.alive > 0
                    && engine.vehicles.segment[v] < engine.road().laneCount
                    && engine.road().segLength[engine.vehicles.segment[v]] - engine.vehicles.position[v] < 14;
            Aspect shown = near ? Aspect.RED : Aspect.GREEN_PROTECTED;
            Arrays.fill(engine.signals.aspect, (byte) shown.ordinal());
            assertEquals(List.of(), watcher.step());
        }
        assertEquals(1, engine.arrivedCount());
    }

    @Test
    void whoCommitsAgainstPriorityIsTold() {
        City city = Streets.crossroads(NodeControl.PRIORITY);
        List<Trip> trips = List.of(
                trip(city, "minor", 0, "south>middle", "middle>north"),
                trip(city, "major", 2, "west>middle", "middle>east"));
        RoadEngine engine = engine(city, trips, new ArrayList<>(), SETTINGS);
        Watcher watcher = new Watcher(engine);
        for (int i = 0; i < 12; i++) {
            assertEquals(List.of(), watcher.step());
        }
        int minor = row(engine, "minor");
        Vehicles vehicles = engine.vehicles;
        // It stands at the line; who has right of way comes with 13.89 m/s and is 40 m away.
        vehicles.position[minor] = engine.road().segLength[vehicles.segment[minor]] - 1;
        vehicles.speed[minor] = 0;
        int major = row(engine, "major");
        vehicles.position[major] = engine.road().segLength[vehicles.segment[major]] - 40;
        watcher.note();
        vehicles.lineClaim[minor] = engine.claims.add(minor, vehicles.movement[minor], 1, true);
        List<String> broken = watcher.broken();
        assertEquals(1, broken.size(), broken.toString());
        assertTrue(broken.getFirst().startsWith("vehicle minor commits to"), broken.getFirst());
        assertTrue(broken.getFirst().contains("though vehicle major comes"), broken.getFirst());
    }

    @Test
    void whoIsTooFastIsTold() {
        RoadEngine engine = onALongStreet();
        Watcher watcher = new Watcher(engine);
        watcher.note();
        engine.vehicles.speed[0] = 14.5;
        assertEquals(
                List.of("vehicle a drives 14.500 m/s on lane 0 of link start>end, where it may drive 13.890 m/s"),
                watcher.broken());
    }

    /** From 20 m/s comfortable braking of 4.5 m/s² leads to 15.5 m/s in a second. */
    @Test
    void whoBrakesComfortablyToALowerLimitIsNotTooFast() {
        RoadEngine engine = onALongStreet();
        Watcher watcher = new Watcher(engine);
        engine.vehicles.speed[0] = 20;
        watcher.note();
        engine.vehicles.speed[0] = 15.5;
        assertEquals(List.of(), watcher.broken());
        engine.vehicles.speed[0] = 15.6;
        assertEquals(1, watcher.broken().size());
    }

    @Test
    void aVehicleOrTripThatIsLostIsTold() {
        RoadEngine engine = onALongStreet();
        Watcher watcher = new Watcher(engine);
        watcher.note();
        engine.entry.inserted++;
        assertEquals(
                List.of(
                        "1 trips were taken, but 2 inserted, 0 wait and 0 have no way",
                        "2 vehicles were inserted, but 1 are on the road, 0 have arrived and 0 were withdrawn"),
                watcher.broken());
    }

    @Test
    void whoStandsWithoutAReasonIsToldAndWhoHasOneIsNot() {
        RoadEngine engine = onALongStreet();
        Watcher watcher = new Watcher(engine);
        watcher.note();
        engine.vehicles.speed[0] = 0;
        engine.vehicles.standing[0] = 59;
        assertEquals(List.of(), watcher.broken());
        engine.vehicles.standing[0] = 60;
        assertEquals(
                1,
                watcher.broken().stream()
                        .filter(b -> b.contains("without a reason"))
                        .count());
        // One that has not seen it come to a stand does not know why it stands.
        assertEquals(
                List.of(),
                new Watcher(engine)
                        .broken().stream().filter(b -> b.contains("reason")).toList());
    }

    @Test
    void whoWaitsInACircleForTenMinutesIsTold() {
        RoadEngine engine = onALongStreet();
        Watcher watcher = new Watcher(engine);
        watcher.note();
        engine.vehicles.speed[0] = 0;
        engine.vehicles.standing[0] = 60;
        engine.vehicles.blocker[0] = 0;
        assertEquals(
                List.of(),
                watcher.broken().stream().filter(b -> b.contains("has stood")).toList());
        engine.vehicles.standing[0] = 900;
        for (int i = 0; i < 6; i++) {
            engine.step();
            engine.vehicles.speed[0] = 0;
            engine.vehicles.standing[0] = 900;
            engine.vehicles.blocker[0] = 0;
            watcher.note();
        }
        assertTrue(
                watcher.broken().stream().anyMatch(b -> b.contains("has stood for 900 s")), "ten minutes in a circle");
    }

    private static RoadEngine onALongStreet() {
        City city = Streets.straight(1, 1000);
        RoadEngine engine = engine(city, List.of(trip(city, "a", 0, "start>end")), new ArrayList<>(), SETTINGS);
        for (int i = 0; i < 5; i++) {
            engine.step();
        }
        assertEquals(NONE, engine.vehicles.blocker[0]);
        return engine;
    }

    private static int row(RoadEngine engine, String trip) {
        for (int v = 0; v < engine.vehicles.rows; v++) {
            if (engine.vehicles.used[v] && engine.vehicles.trip[v].id().equals(trip)) {
                return v;
            }
        }
        throw new AssertionError(trip + " is not on the road");
    }
}
