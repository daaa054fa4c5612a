package meridian.sim.demand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.testkit.NetworkDraft;
import meridian.testkit.Road;
import meridian.testkit.Streets;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

final class GatesTest {

    @Test
    void townIsEnteredAndLeftByItsFourMainRoads() {
        Network town = Town.city().network();
        assertEquals(
                Set.of("west-gate>mill", "east-gate>port", "north-gate>ring-north", "south-gate>south-3"),
                entries(town));
        assertEquals(
                Set.of("mill>west-gate", "port>east-gate", "ring-north>north-gate", "south-3>south-gate"), exits(town));
    }

    /**
     * <pre>
     *   west-out <---- middle-out <---- east
     *      |  a side street                |
     *   west-in  ----> middle-in  ---->----+
     * </pre>
     *
     * The map once went on to the west; what could not be reached was cut off. In the east the road ends in a turning loop.
     */
    @Test
    void dividedRoadThatWasCutBackToItsLastJunctionIsStillAGate() {
        NetworkDraft draft = new NetworkDraft();
        int westIn = draft.node("west-in", -1_000, -15, NodeControl.PRIORITY);
        int westOut = draft.node("west-out", -1_000, 15, NodeControl.PRIORITY);
        int middleIn = draft.node("middle-in", 0, -15, NodeControl.PRIORITY);
        int middleOut = draft.node("middle-out", 0, 15, NodeControl.PRIORITY);
        int east = draft.node("east", 1_000, 0, NodeControl.PRIORITY);
        Road trunk = Road.of("Route 1", RoadClass.TRUNK, 25, 2).oneWay();
        draft.street(trunk, westIn, middleIn, east, middleOut, westOut)
                .street(Road.of("Side Street", RoadClass.RESIDENTIAL, 8, 1), westOut, westIn)
                .street(Road.of("Ring", RoadClass.SECONDARY, 14, 1), middleIn, middleOut);
        Network road = draft.build("Route 1").network();
        assertEquals(Set.of("west-in>middle-in", "east>middle-out"), entries(road));
        assertEquals(Set.of("middle-out>west-out", "middle-in>east"), exits(road));
    }

    @Test
    void cityOfSmallStreetsHasNone() {
        Network lane = Streets.crossroads(NodeControl.PRIORITY).network();
        assertEquals(Set.of("west>middle", "east>middle"), entries(lane));
        NetworkDraft draft = new NetworkDraft();
        int a = draft.node("a", 0, 0, NodeControl.NONE);
        int b = draft.node("b", 300, 0, NodeControl.NONE);
        draft.street(Road.of("Close", RoadClass.RESIDENTIAL, 8, 1), a, b);
        Network close = draft.build("Close").network();
        assertTrue(Gates.of(close, Reachable.of(close)).isEmpty());
    }

    private static Set<String> entries(Network network) {
        Gates gates = Gates.of(network, Reachable.of(network));
        Set<String> found = new TreeSet<>();
        for (double unit = 0; unit < 1; unit += 0.01) {
            found.add(network.link(gates.drawEntry(unit)).id());
        }
        return found;
    }

    private static Set<String> exits(Network network) {
        Gates gates = Gates.of(network, Reachable.of(network));
        Set<String> found = new TreeSet<>();
        for (double unit = 0; unit < 1; unit += 0.01) {
            found.add(network.link(gates.drawExit(unit)).id());
        }
        return found;
    }
}
