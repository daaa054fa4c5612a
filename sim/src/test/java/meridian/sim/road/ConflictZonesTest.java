package meridian.sim.road;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import meridian.model.network.Network;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

class ConflictZonesTest {
    private static final RoadNetwork ROAD = RoadNetwork.of(Town.city());

    /** Each ordered pair by itself, as its definition says. */
    @Test
    void eachStretchIsWhereTheTwoPathsTouch() {
        Network network = ROAD.network;
        ConflictZones zones = ROAD.zones;
        for (int m = 0; m < ROAD.movementCount; m++) {
            TurnPath own = new TurnPath(network.movementShape(m));
            double ownLength = ROAD.segLength[ROAD.laneCount + m];
            for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
                TurnPath other = new TurnPath(network.movementShape(zones.foe[i]));
                double otherLength = ROAD.segLength[ROAD.laneCount + zones.foe[i]];
                own.touch(other);
                other.touch(own);
                assertEquals((float) (own.from * ownLength), zones.enter[i]);
                assertEquals((float) ((zones.merges[i] ? 1 : own.to) * ownLength), zones.exit[i]);
                assertEquals((float) (other.from * otherLength), zones.foeEnter[i]);
                assertEquals((float) ((zones.merges[i] ? 1 : other.to) * otherLength), zones.foeExit[i]);
            }
        }
        assertTrue(zones.foe.length > 100, zones + " is too small a town for this test");
    }

    @Test
    void theyAreTheSameWhateverTheNumberOfThreads() throws ExecutionException, InterruptedException {
        ConflictZones alone = withThreads(1);
        ConflictZones together = withThreads(4);
        assertArrayEquals(alone.start, together.start);
        assertArrayEquals(alone.foe, together.foe);
        assertArrayEquals(alone.enter, together.enter);
        assertArrayEquals(alone.exit, together.exit);
        assertArrayEquals(alone.foeEnter, together.foeEnter);
        assertArrayEquals(alone.foeExit, together.foeExit);
        assertArrayEquals(alone.yields, together.yields);
        assertArrayEquals(alone.merges, together.merges);
        assertArrayEquals(alone.siblingStart, together.siblingStart);
        assertArrayEquals(alone.sibling, together.sibling);
        assertArrayEquals(alone.apart, together.apart);
    }

    /** A parallel stream that is started in a pool stays there. */
    private static ConflictZones withThreads(int threads) throws ExecutionException, InterruptedException {
        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> ConflictZones.of(ROAD)).get();
        }
    }
}
