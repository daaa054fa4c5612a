package meridian.sim.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import meridian.model.network.Network;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;

class InertialFlowTest {
    /** Three rows of five crossings: three streets lead from left to right, two links each, and no fewer part the ends. */
    @Test
    void aGridIsPartedAcrossItsStreetsAndBothEndsStayWhole() {
        Network network = Streets.grid(3, 5, 100, 1, false).network();
        long[] row = IntStream.range(0, network.nodes().size())
                .boxed()
                .sorted((a, b) -> Double.compare(
                        network.node(a).at().xMeters(), network.node(b).at().xMeters()))
                .mapToLong(n -> n)
                .toArray();
        InertialFlow flow = flow(network);
        int ends = row.length / 4;
        assertEquals(6, flow.fewest(row, ends, Integer.MAX_VALUE));
        int[] sides = new int[row.length];
        int near = flow.takeSides(row, sides);
        assertTrue(near >= ends && near <= row.length - ends, near + " of " + row.length);
        assertEquals(6, crossing(network, sides, near));
    }

    @Test
    void itIsNotCountedToTheEndWhereTheAnswerDoesNotMatter() {
        Network network = Streets.grid(3, 5, 100, 1, false).network();
        long[] row =
                IntStream.range(0, network.nodes().size()).mapToLong(n -> n).toArray();
        assertTrue(flow(network).fewest(row, 4, 2) <= 2);
    }

    private static int crossing(Network network, int[] sides, int near) {
        boolean[] left = new boolean[sides.length];
        Arrays.stream(sides, 0, near).forEach(n -> left[n] = true);
        return (int) network.links().stream()
                .filter(l -> left[l.fromNode()] != left[l.toNode()])
                .count();
    }

    private static InertialFlow flow(Network network) {
        int nodes = network.nodes().size();
        int[] first = new int[nodes + 1];
        network.links().forEach(link -> {
            first[link.fromNode() + 1]++;
            first[link.toNode() + 1]++;
        });
        Arrays.parallelPrefix(first, Integer::sum);
        int[] incident = new int[first[nodes]];
        int[] filled = first.clone();
        for (int l = 0; l < network.links().size(); l++) {
            incident[filled[network.link(l).fromNode()]++] = l;
            incident[filled[network.link(l).toNode()]++] = l;
        }
        return new InertialFlow(network, first, incident);
    }
}
