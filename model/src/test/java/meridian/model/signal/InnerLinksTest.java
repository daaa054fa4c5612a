package meridian.model.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import meridian.model.network.Conflicts;
import meridian.model.network.Movement;
import org.junit.jupiter.api.Test;

/** Signals of a divided avenue, which holds a few vehicles in its middle. */
final class InnerLinksTest {
    private final DividedRoad road = new DividedRoad();
    private final List<Movement> designed = road.designed().movements();
    private final PlanClock clock =
            new PlanClock(road.designed().signals().getFirst().plan());
    private final int cycle = (int) road.designed().signals().getFirst().plan().cycleSeconds();

    @Test
    void whoIsLetIntoTheMiddleStraightOnIsLetOut() {
        int crossing = group("south-in", "inner-up");
        int out = group("inner-up", "north-out");
        for (int t = 0; t < cycle; t++) {
            if (clock.at(t, crossing).green()) {
                assertEquals(Aspect.GREEN_PROTECTED, clock.at(t, out), "at " + t + " s");
            }
        }
    }

    @Test
    void whoTurnsLeftIntoTheMiddleMayLookForAGapThere() {
        int left = group("west-in", "inner-up");
        int out = group("inner-up", "north-out");
        for (int t = 0; t < cycle; t++) {
            if (clock.at(t, left).green()) {
                assertTrue(clock.at(t, out).green(), "at " + t + " s");
            }
            if (clock.at(t, group("east-in", "west-out")).green()) {
                assertNotEquals(Aspect.GREEN_PROTECTED, clock.at(t, out), "at " + t + " s");
            }
        }
    }

    @Test
    void middleStaysGreenLongEnoughToEmpty() {
        // The inner link is 12 m long: at 8 m/s that is 1.5 s, two whole seconds.
        int crossing = group("south-in", "inner-up");
        int out = group("inner-up", "north-out");
        PlanClock.Green in = clock.greens(crossing).getFirst();
        assertTrue(clock.at(in.start() + in.seconds(), out).green());
        assertTrue(clock.at(in.start() + in.seconds() + 1, out).green());
    }

    @Test
    void bothCarriagewaysOfTheAvenueRunTogether() {
        int eastbound = group("west-in", "east-out");
        int westbound = group("east-in", "west-out");
        for (int t = 0; t < cycle; t++) {
            assertEquals(clock.at(t, eastbound).green(), clock.at(t, westbound).green(), "at " + t + " s");
        }
    }

    @Test
    void nobodyIsProtectedAgainstAnotherAndEverybodyIsServed() {
        Map<Integer, Conflicts> conflicts = road.conflicts();
        for (int node = 0; node < 2; node++) {
            int at = node;
            int[] ways = java.util.stream.IntStream.range(0, designed.size())
                    .filter(m -> designed.get(m).node() == at)
                    .toArray();
            for (int i = 0; i < ways.length; i++) {
                assertTrue(clock.greens(designed.get(ways[i]).group()).stream().anyMatch(g -> g.seconds() >= 7));
                for (int j = 0; j < ways.length; j++) {
                    if (conflicts.get(node).crosses(i, j)) {
                        clock.assertNeverProtectedTogether(
                                "node " + node,
                                designed.get(ways[i]).group(),
                                designed.get(ways[j]).group());
                    }
                }
            }
        }
    }

    private int group(String from, String to) {
        return designed.get(road.movement(from, to)).group();
    }
}
