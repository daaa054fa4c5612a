package meridian.sim.road;

import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.runChecked;
import static meridian.sim.road.Traffic.trip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.network.NodeControl;
import meridian.model.signal.Aspect;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signals that are out of order. */
class DarkSignalTest {
    private static final City CROSSING = Streets.crossroads(NodeControl.SIGNALS);
    private static final RoadSettings FROM_MIDNIGHT = RoadSettings.startingAt(0, 1);

    /** What can happen to a signal. */
    enum Failure implements ObjIntConsumer<RoadEngine> {
        DARK(Aspect.OFF) {
            @Override
            public void accept(RoadEngine engine, int controller) {
                engine.goDark(controller);
            }
        },
        FLASHING(Aspect.FLASHING_AMBER) {
            @Override
            public void accept(RoadEngine engine, int controller) {
                engine.flash(controller);
            }
        };

        private final Aspect shown;

        Failure(Aspect shown) {
            this.shown = shown;
        }
    }

    private static void assertAllShow(RoadEngine engine, Aspect aspect) {
        for (byte shown : new RoadView(engine.road()).aspects(engine)) {
            assertEquals(aspect, Aspect.values()[shown]);
        }
    }

    private static List<Trip> straightOn(City city) {
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            trips.add(trip(city, "main" + i, 6.3 * i, "west>middle", "middle>east"));
            trips.add(trip(city, "back" + i, 7.7 * i, "east>middle", "middle>west"));
            trips.add(trip(city, "side" + i, 17 * i, "south>middle", "middle>north"));
        }
        trips.sort((a, b) -> Double.compare(a.departSeconds(), b.departSeconds()));
        return trips;
    }

    @ParameterizedTest
    @EnumSource
    void straightOnADeadSignalIsAsIfThereWereNone(Failure failure) {
        List<String> dead = new ArrayList<>();
        RoadEngine engine = engine(CROSSING, straightOn(CROSSING), dead, FROM_MIDNIGHT);
        failure.accept(engine, 0);
        runChecked(engine, 1800);
        assertAllShow(engine, failure.shown);
        City signs = Streets.crossroads(NodeControl.PRIORITY);
        List<String> withoutSignal = new ArrayList<>();
        runChecked(engine(signs, straightOn(signs), withoutSignal, FROM_MIDNIGHT), 1800);
        assertTrue(dead.size() > 200, "only " + dead.size() + " arrived");
        assertEquals(withoutSignal, dead);
    }

    @ParameterizedTest
    @EnumSource
    void whoStoodBeforeARedLightOnTheMajorRoadGoesWhenTheSignalFails(Failure failure) {
        RoadEngine engine = engine(CROSSING, straightOn(CROSSING), new ArrayList<>(), FROM_MIDNIGHT);
        int lane = engine.road()
                .linkLane[CROSSING.network().findLink("west>middle").orElseThrow()];
        int movement = engine.road().laneOut[engine.road().laneOutStart[lane]];
        int red = 0;
        engine.holdPhase(0, red);
        while (engine.signals.of(movement) != Aspect.RED) {
            engine.holdPhase(0, ++red);
        }
        runChecked(engine, 60);
        int first = engine.occupancy.front[lane];
        assertTrue(engine.vehicles.standing[first] > 10, engine.stuck(3));
        failure.accept(engine, 0);
        long serial = engine.vehicles.serial[first];
        runChecked(engine, 30);
        int now = engine.occupancy.front[lane];
        assertTrue(now < 0 || engine.vehicles.serial[now] != serial, engine.stuck(3));
        assertAllShow(engine, failure.shown);
    }

    /** Turning traffic from everywhere through a grid whose signals fail and come back at their own times. */
    @Test
    void nobodyCollidesWhileSignalsFailAndComeBack() {
        City grid = Streets.grid(3, 3, 150, 2, true);
        List<String> log = new ArrayList<>();
        RoadEngine engine = engine(grid, Traffic.random(grid, 1500, 0.25, 11), log, FROM_MIDNIGHT);
        for (int t = 0; t < 40; t++) {
            int c = (t * 5) % grid.signals().size();
            switch (t % 4) {
                case 0 -> engine.goDark(c);
                case 1 -> engine.flash(c);
                case 2 -> engine.holdPhase(c, 0);
                default -> {}
            }
            runChecked(engine, 23);
            engine.followPlan((t * 7) % grid.signals().size());
        }
        for (int c = 0; c < grid.signals().size(); c++) {
            engine.followPlan(c);
        }
        runChecked(engine, 1200);
        assertTrue(engine.done(), engine.stuck(3));
    }

    @Test
    void thePlanGoesOnWhereItWouldBeAndAForkHasAStateOfItsOwn() {
        RoadEngine parent = engine(CROSSING, List.of(), new ArrayList<>(), FROM_MIDNIGHT);
        RoadEngine healthy = engine(CROSSING, List.of(), new ArrayList<>(), FROM_MIDNIGHT);
        parent.goDark(0);
        RoadEngine child = parent.fork(TripLog.NONE);
        for (int i = 0; i < 100; i++) {
            if (i == 50) {
                parent.followPlan(0);
            }
            parent.step();
            child.step();
            healthy.step();
        }
        assertAllShow(child, Aspect.OFF);
        assertEquals(Double.POSITIVE_INFINITY, new RoadView(child.road()).secondsLeft(child, 0));
        RoadView view = new RoadView(parent.road());
        assertEquals(view.phase(healthy, 0), view.phase(parent, 0));
        assertArrayEquals(view.aspects(healthy), view.aspects(parent));
        assertThrows(IndexOutOfBoundsException.class, () -> parent.goDark(1));
        assertThrows(IndexOutOfBoundsException.class, () -> parent.flash(-1));
    }
}
