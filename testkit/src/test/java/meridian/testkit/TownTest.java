package meridian.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.network.VehicleKind;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import org.junit.jupiter.api.Test;

final class TownTest {
    private static final City TOWN = Town.city();

    @Test
    void townHasOneOfEverything() {
        Set<NodeControl> controls = EnumSet.noneOf(NodeControl.class);
        TOWN.network().nodes().forEach(n -> controls.add(n.control()));
        assertEquals(
                EnumSet.of(
                        NodeControl.SIGNALS,
                        NodeControl.PRIORITY,
                        NodeControl.RIGHT_BEFORE_LEFT,
                        NodeControl.ALL_WAY_STOP,
                        NodeControl.ROUNDABOUT,
                        NodeControl.NONE),
                controls);
        int nodes = TOWN.network().nodes().size();
        assertTrue(nodes >= 40 && nodes <= 60, nodes + " nodes");
        assertEquals(5, TOWN.signals().size());
        assertFalse(TOWN.places().buildings().isEmpty());
        assertTrue(TOWN.places().addresses().size() > 100);
        assertTrue(TOWN.attributions().getFirst().contains("not a real place"));
    }

    @Test
    void everyLinkCanBeReachedFromEveryOtherByCar() {
        Network town = TOWN.network();
        for (int start = 0; start < town.links().size(); start++) {
            assertEquals(
                    town.links().size(),
                    reached(town, start).cardinality(),
                    "links reached from " + town.link(start).id());
        }
    }

    private static BitSet reached(Network town, int start) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>(List.of(start));
        seen.set(start);
        while (!open.isEmpty()) {
            for (int next : town.successors(open.remove(), VehicleKind.CAR)) {
                if (!seen.get(next)) {
                    seen.set(next);
                    open.add(next);
                }
            }
        }
        return seen;
    }

    @Test
    void everyLaneLeadsSomewhereAndEveryLaneIsLedTo() {
        Set<List<Integer>> left = new HashSet<>();
        Set<List<Integer>> entered = new HashSet<>();
        for (Movement m : TOWN.network().movements()) {
            left.add(List.of(m.fromLink(), m.fromLane()));
            entered.add(List.of(m.toLink(), m.toLane()));
        }
        for (int l = 0; l < TOWN.network().links().size(); l++) {
            for (int lane = 0; lane < TOWN.network().link(l).lanes().size(); lane++) {
                String what = TOWN.network().link(l).id() + " lane " + lane;
                assertTrue(left.contains(List.of(l, lane)), what + " leads nowhere");
            }
        }
        assertTrue(entered.size() >= left.size() * 0.9);
    }

    @Test
    void everyMovementAtASignalIsGreenAtSomeTime() {
        for (Movement m : TOWN.network().movements()) {
            assertEquals(TOWN.network().node(m.node()).control() == NodeControl.SIGNALS, m.signalled());
            if (m.signalled()) {
                SignalController signal = TOWN.signals().get(m.signal());
                assertTrue(signal.plan().phases().stream()
                        .anyMatch(p -> p.aspects().get(m.group()).green()));
            }
        }
    }

    @Test
    void aboutFifteenHundredVehiclesDepartInAnHourInOrder() {
        List<Trip> hour = hour(7 * 3600);
        assertEquals(1506, hour.size());
        for (int i = 1; i < hour.size(); i++) {
            assertTrue(hour.get(i - 1).departSeconds() <= hour.get(i).departSeconds());
        }
        assertEquals(hour.size(), new HashSet<>(hour.stream().map(Trip::id).toList()).size());
        long buses =
                hour.stream().filter(t -> t.type().kind() == VehicleKind.BUS).count();
        assertEquals(6, buses);
    }

    @Test
    void tripsAreTheSameFromWhicheverSecondTheyAreAskedFor() {
        List<Trip> whole = hour(7 * 3600);
        List<Trip> later = hour(7 * 3600 + 1000).stream()
                .filter(t -> t.departSeconds() < 8 * 3600)
                .toList();
        assertEquals(
                whole.stream().filter(t -> t.departSeconds() >= 7 * 3600 + 1000).toList(), later);
    }

    private static List<Trip> hour(double from) {
        List<Trip> trips = new ArrayList<>();
        Iterator<Trip> all = Town.trips(TOWN, 42).trips(from);
        while (all.hasNext()) {
            Trip trip = all.next();
            if (trip.departSeconds() >= from + 3600) {
                break;
            }
            trips.add(trip);
        }
        return trips;
    }

    @Test
    void gridHasFourPhasesOfThirtySecondsAndFiveOfAmberAndOneLaneForEachTurn() {
        City grid = Streets.grid(2, 3, 300, 3, true);
        assertEquals(6, grid.signals().size());
        SignalController signal = grid.signals().getFirst();
        assertEquals(
                List.of(30.0, 5.0, 30.0, 5.0, 30.0, 5.0, 30.0, 5.0),
                signal.plan().phases().stream()
                        .map(SignalPhase::durationSeconds)
                        .toList());
        for (Movement m : grid.network().movements()) {
            if (m.signalled()) {
                assertEquals(m.turn().isRight() ? 0 : m.turn().isLeft() ? 2 : 1, m.fromLane());
                long green = grid.signals().get(m.signal()).plan().phases().stream()
                        .filter(p -> p.aspects().get(m.group()) == Aspect.GREEN_PROTECTED)
                        .count();
                assertEquals(m.turn().isRight() ? 0 : 1, green);
            }
        }
    }

    @Test
    void straightStreetIsAsLongAsAskedFor() {
        City street = Streets.straight(2, 500);
        assertEquals(500, street.network().link(0).lengthMeters(), 1e-9);
        assertEquals(2, street.network().link(0).lanes().size());
    }

    @Test
    void crossroadsLeadFromEachArmToTheThreeOthers() {
        Network cross = Streets.crossroads(NodeControl.PRIORITY).network();
        int middle = cross.findNode("middle").orElseThrow();
        assertEquals(12, cross.movementsAt(middle).length);
        assertEquals(
                5, Streets.crossroads(NodeControl.SIGNALS).network().nodes().size());
    }
}
