package meridian.act;

import java.util.Arrays;
import java.util.stream.IntStream;
import meridian.field.plant.Observation;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlNetwork;

/**
 * Which loops can be believed: not one that has been silent for {@value #SILENT_SECONDS} s, not one over which somebody is said to have
 * stood for {@value #STUCK_SECONDS} s without anybody passing, not one that sees nobody while {@value #PASSED} have passed another
 * loop of its lane (of those at the start of a road only where it has one lane).
 */
final class LoopTrust {
    static final int SILENT_SECONDS = 10;
    /** Longer than the longest red. */
    static final int STUCK_SECONDS = 150;

    static final int PASSED = 15;

    private final int[] laneOf;
    private final int[] silent;
    private final int[] stuck;
    /** Since a loop last counted somebody, the most that another one of its lane has counted. */
    private final int[][] others;

    private final int[][] together;

    LoopTrust(ControlNetwork network) {
        int n = network.detectors().size();
        laneOf = network.detectors().stream().mapToInt(d -> d.lane()).toArray();
        silent = new int[n];
        stuck = new int[n];
        together = new int[n][];
        others = new int[n][];
        for (int d = 0; d < n; d++) {
            int lane = laneOf[d];
            int self = d;
            together[d] = IntStream.range(0, n)
                    .filter(o -> o != self && laneOf[o] == lane && comparable(network, self) && comparable(network, o))
                    .toArray();
            others[d] = new int[together[d].length];
        }
    }

    /** Where drivers may change lanes behind it, a loop at a road's start may see nobody of its lane's traffic. */
    private static boolean comparable(ControlNetwork network, int detector) {
        ControlDetector loop = network.detectors().get(detector);
        int link = network.lanes().get(loop.lane()).link();
        return loop.role() != ControlDetector.Role.ENTRANCE
                || network.lanes().stream().filter(lane -> lane.link() == link).count() == 1;
    }

    private LoopTrust(LoopTrust other) {
        laneOf = other.laneOf;
        together = other.together;
        silent = other.silent.clone();
        stuck = other.stuck.clone();
        others = Arrays.stream(other.others).map(int[]::clone).toArray(int[][]::new);
    }

    LoopTrust copy() {
        return new LoopTrust(this);
    }

    void see(Observation seen) {
        for (int d = 0; d < silent.length; d++) {
            silent[d] = seen.heard(d) ? 0 : silent[d] + 1;
            stuck[d] = seen.count(d) == 0 && seen.occupancy(d) >= 1 ? stuck[d] + 1 : 0;
            if (seen.count(d) > 0) {
                Arrays.fill(others[d], 0);
            } else {
                for (int i = 0; i < others[d].length; i++) {
                    others[d][i] += seen.count(together[d][i]);
                }
            }
        }
    }

    boolean believed(int detector) {
        return silent[detector] < SILENT_SECONDS
                && stuck[detector] < STUCK_SECONDS
                && Arrays.stream(others[detector]).noneMatch(count -> count >= PASSED);
    }
}
