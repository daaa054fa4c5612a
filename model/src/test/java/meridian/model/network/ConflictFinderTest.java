package meridian.model.network;

import static meridian.model.network.Junction.avenue;
import static meridian.model.network.Junction.street;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import meridian.model.network.Junction.Arm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compass: 0 is east, 90 north, 180 west, 270 south; a movement is named by the arms it comes from and goes to. */
final class ConflictFinderTest {

    /** Links that end at the stop line, and links drawn to the very middle. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 6, 0})
    void crossroadsOfTwoLaneStreetsHaveSixteenCrossingsAndTwelveMerges(double stopLineMeters) {
        Junction cross = crossroads(NodeControl.PRIORITY, stopLineMeters);
        Conflicts found = cross.conflicts();
        int crossings = 0;
        int merges = 0;
        for (int a = 0; a < cross.movements.size(); a++) {
            for (int b = a + 1; b < cross.movements.size(); b++) {
                if (found.crosses(a, b)) {
                    if (cross.movements.get(a).toLink()
                            == cross.movements.get(b).toLink()) {
                        merges++;
                    } else {
                        crossings++;
                    }
                }
            }
        }
        // The textbook's 32 conflict points of a four-leg intersection: 16 crossing, 8 merging, 8 diverging (Federal
        // Highway Administration, "Roundabouts: An Informational Guide", FHWA-RD-00-067, section 5.1). It merges three
        // streams at an exit in two points; as pairs these are three for each of four exits.
        assertEquals(16, crossings);
        assertEquals(12, merges);
    }

    @Test
    void oppositeTrafficOfOneRoadPassesEvenWhereBothLinksAreDrawnOnTopOfEachOther() {
        // A dual carriageway closes to a two-way road: the one-way halves are drawn to the same point.
        Junction split = new Junction(
                NodeControl.PRIORITY,
                0,
                street(180),
                new Arm(8, 0, 1, RoadClass.RESIDENTIAL, 13.89),
                new Arm(-8, 1, 0, RoadClass.RESIDENTIAL, 13.89));
        assertFalse(split.conflicts().crosses(split.movement(180, 8), split.movement(-8, 180)));
    }

    @Test
    void opposingLeftTurnsPassInFrontOfEachOtherWhereThereIsRoom() {
        Junction wide = crossroads(NodeControl.PRIORITY, 20);
        assertFalse(wide.conflicts().crosses(wide.movement(0, 270), wide.movement(180, 90)));
    }

    @Test
    void neighbouringLanesOfOneMovementDoNotConflict() {
        Junction cross = new Junction(NodeControl.PRIORITY, 12, avenue(0), avenue(180), street(270));
        assertFalse(cross.conflicts().crosses(cross.movement(0, 0, 180), cross.movement(0, 1, 180)));
    }

    @Test
    void sideStreetYieldsToTheMainRoadAndNeverTheOtherWayRound() {
        Junction tee = new Junction(NodeControl.PRIORITY, 10, avenue(0), avenue(180), street(270));
        Conflicts found = tee.conflicts();
        int fromSide = tee.movement(270, 180);
        int straight = tee.movement(0, 1, 180);
        assertTrue(found.yields(fromSide, straight));
        assertFalse(found.yields(straight, fromSide));
        assertTrue(found.yields(tee.movement(270, 0), tee.movement(180, 0, 0)), "a right turn yields where it merges");
        assertFalse(found.crosses(tee.movement(270, 0), tee.movement(0, 0, 180)), "the far direction is not touched");
    }

    @Test
    void leftTurnFromTheMainRoadYieldsToOncomingTraffic() {
        Junction tee = new Junction(NodeControl.PRIORITY, 10, avenue(0), avenue(180), street(270));
        int left = tee.movement(0, 1, 270);
        assertTrue(tee.conflicts().yields(left, tee.movement(180, 0, 0)));
        assertTrue(tee.conflicts().yields(left, tee.movement(180, 0, 270)), "and to the oncoming right turn");
        assertFalse(tee.conflicts().yields(tee.movement(180, 0, 0), left));
    }

    @Test
    void priorityRoadThatBendsStaysMajor() {
        Junction bend = new Junction(NodeControl.PRIORITY, 10, avenue(0), avenue(90), street(180), street(270));
        Conflicts found = bend.conflicts();
        assertTrue(found.yields(bend.movement(180, 0), bend.movement(90, 0, 270)));
        assertTrue(found.yields(bend.movement(270, 90), bend.movement(0, 0, 180)));
        assertFalse(found.yields(bend.movement(0, 0, 180), bend.movement(270, 90)));
    }

    @Test
    void rampWaitsForTheMotorwayItMergesInto() {
        Junction merge = new Junction(
                NodeControl.PRIORITY,
                10,
                new Arm(180, 1, 0, RoadClass.MOTORWAY, 30),
                new Arm(200, 1, 0, RoadClass.LINK_RAMP, 16.67),
                new Arm(0, 0, 1, RoadClass.MOTORWAY, 30));
        assertTrue(merge.conflicts().yields(merge.movement(200, 0), merge.movement(180, 0)));
        assertFalse(merge.conflicts().yields(merge.movement(180, 0), merge.movement(200, 0)));
    }

    @Test
    void whoComesFromTheRightGoesFirstWithoutSigns() {
        Junction cross = crossroads(NodeControl.RIGHT_BEFORE_LEFT, 8);
        Conflicts found = cross.conflicts();
        // Northbound comes from the south (270); from its right comes westbound traffic, from the east (0).
        assertTrue(found.yields(cross.movement(270, 90), cross.movement(0, 180)));
        assertFalse(found.yields(cross.movement(0, 180), cross.movement(270, 90)));
        assertTrue(found.yields(cross.movement(270, 180), cross.movement(90, 270)), "left yields to oncoming");
    }

    @Test
    void atAnAllWayStopBothOfEachPairYield() {
        Junction cross = crossroads(NodeControl.ALL_WAY_STOP, 8);
        Conflicts found = cross.conflicts();
        for (int a = 0; a < found.size(); a++) {
            for (int b = 0; b < found.size(); b++) {
                assertEquals(found.crosses(a, b), found.yields(a, b));
            }
        }
        assertFalse(found.isEmpty());
    }

    @Test
    void leftTurnOnGreenYieldsToOncomingTrafficThoughTheLatterIsTheSmallerRoad() {
        Junction cross = new Junction(
                NodeControl.SIGNALS, 10, avenue(0), street(180), avenue(90), new Arm(270, 2, 2, RoadClass.PRIMARY, 20));
        assertTrue(cross.conflicts().yields(cross.movement(0, 1, 270), cross.movement(180, 0)));
        assertTrue(
                cross.conflicts().yields(cross.movement(270, 0, 0), cross.movement(180, 0)),
                "a right turn waits for the road it enters");
    }

    @Test
    void mergingLanesTakeTurnsAtAZipper() {
        Junction merge = new Junction(
                NodeControl.ZIPPER,
                10,
                new Arm(180, 2, 0, RoadClass.PRIMARY, 14),
                new Arm(0, 0, 1, RoadClass.PRIMARY, 14));
        assertTrue(merge.conflicts().yields(0, 1));
        assertTrue(merge.conflicts().yields(1, 0));
    }

    @Test
    void whoEntersARoundaboutWaitsForWhoIsOnIt() {
        // The ring comes from the west and leaves to the north-east; the street enters from the south.
        Junction entry = new Junction(
                NodeControl.ROUNDABOUT,
                6,
                new Arm(170, 1, 0, RoadClass.TERTIARY, 8),
                new Arm(20, 0, 1, RoadClass.TERTIARY, 8),
                street(270));
        entry.nodes.set(1, new Node("ring before", entry.nodes.get(1).at(), NodeControl.ROUNDABOUT));
        entry.nodes.set(2, new Node("ring behind", entry.nodes.get(2).at(), NodeControl.ROUNDABOUT));
        assertTrue(entry.conflicts().yields(entry.movement(270, 20), entry.movement(170, 20)));
        assertFalse(entry.conflicts().yields(entry.movement(170, 20), entry.movement(270, 20)));
    }

    @Test
    void everyPairHasAnOrderAndTheFinderSeesTheSameFromBothSides() {
        long seed = 20261122;
        Random random = new Random(seed);
        for (int n = 0; n < 300; n++) {
            NodeControl control = NodeControl.values()[random.nextInt(NodeControl.values().length)];
            Junction junction = Junction.random(control, random);
            Conflicts found = junction.conflicts();
            List<Movement> ways = junction.movements;
            for (int a = 0; a < found.size(); a++) {
                for (int b = 0; b < found.size(); b++) {
                    String what = "seed " + seed + ", junction " + n + " " + control + ", " + a + " and " + b;
                    boolean sameLane = ways.get(a).fromLink() == ways.get(b).fromLink()
                            && ways.get(a).fromLane() == ways.get(b).fromLane();
                    assertEquals(found.crosses(a, b), found.crosses(b, a), what);
                    assertEquals(found.crosses(a, b), found.yields(a, b) || found.yields(b, a), what);
                    assertFalse(sameLane && found.crosses(a, b), what);
                }
            }
        }
    }

    @Test
    void indicesAreThoseOfTheNetwork() {
        Junction tee = new Junction(NodeControl.PRIORITY, 10, avenue(0), avenue(180), street(270));
        List<Movement> shuffled = new ArrayList<>(tee.movements);
        java.util.Collections.shuffle(shuffled, new Random(7));
        Network network = new Network(
                tee.nodes, tee.links, shuffled, List.of(), ConflictFinder.find(tee.nodes, tee.links, shuffled));
        int[] at = network.movementsAt(0);
        int straight = tee.movement(0, 1, 180);
        int side = tee.movement(270, 180);
        int first = -1;
        int second = -1;
        for (int i = 0; i < at.length; i++) {
            first = network.movement(at[i]).equals(tee.movements.get(side)) ? i : first;
            second = network.movement(at[i]).equals(tee.movements.get(straight)) ? i : second;
        }
        assertTrue(network.conflicts(0).yields(first, second));
    }

    private static Junction crossroads(NodeControl control, double stopLineMeters) {
        return new Junction(control, stopLineMeters, street(0), street(90), street(180), street(270));
    }
}
