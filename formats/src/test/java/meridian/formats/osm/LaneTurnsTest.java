package meridian.formats.osm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An avenue that drives east with three lanes and meets a two-way street:
 *
 * <pre>
 *            3
 *            |
 *   2 =====> 1 =====> 4
 *            |
 *            5
 * </pre>
 */
class LaneTurnsTest {
    private static final double STEP = 0.001;

    @TempDir
    Path folder;

    /** Lanes and turns of the avenue, as "lane turn", from the kerb. */
    private List<String> turns(String... tags) {
        String[] all = Arrays.copyOf(tags, tags.length + 6);
        all[tags.length] = "highway";
        all[tags.length + 1] = "primary";
        all[tags.length + 2] = "oneway";
        all[tags.length + 3] = "yes";
        all[tags.length + 4] = "lanes";
        all[tags.length + 5] = "3";
        PbfWriter file = new PbfWriter()
                .node(1, 0, 0)
                .node(2, -STEP, 0)
                .node(3, 0, STEP)
                .node(4, STEP, 0)
                .node(5, 0, -STEP)
                .node(6, 0, -2 * STEP)
                .way(10, new long[] {2, 1}, all)
                .way(11, new long[] {1, 4}, "highway", "primary", "oneway", "yes", "lanes", "3")
                .way(12, new long[] {3, 1, 5}, "highway", "residential")
                .way(13, new long[] {4, 6, 2}, "highway", "primary", "oneway", "yes", "lanes", "3");
        Network network = new OsmPbfReader()
                .read(List.of(file.in(folder)), new ReadReport(), Progress.NONE)
                .network();
        TreeSet<String> turns = new TreeSet<>();
        for (int i = 0; i < network.links().size(); i++) {
            // The avenue's last stretch before the junction, wherever its way begins.
            boolean avenue = network.link(i).lanes().size() == 3 && network.movementsFrom(i).length > 3;
            for (int m : network.movementsFrom(i)) {
                if (avenue) {
                    turns.add(network.movement(m).fromLane() + " "
                            + network.movement(m).turn() + " "
                            + network.movement(m).toLane());
                }
            }
        }
        return List.copyOf(turns);
    }

    @Test
    void withoutPaintTheOuterLanesAlsoTurn() {
        assertEquals(List.of("0 RIGHT 0", "0 STRAIGHT 0", "1 STRAIGHT 1", "2 LEFT 0", "2 STRAIGHT 2"), turns());
    }

    @Test
    void paintedArrowsCount() {
        assertEquals(
                List.of("0 RIGHT 0", "0 STRAIGHT 0", "1 STRAIGHT 1", "2 LEFT 0"),
                turns("turn:lanes", "left|through|through;right"));
    }

    @Test
    void aTurnThatNobodyPaintedStaysPossible() {
        assertEquals(
                List.of("0 RIGHT 0", "0 STRAIGHT 0", "1 STRAIGHT 1", "2 LEFT 0", "2 STRAIGHT 2"),
                turns("turn:lanes", "left;through|through|through"));
    }
}
