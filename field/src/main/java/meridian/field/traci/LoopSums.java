package meridian.field.traci;

import java.io.IOException;
import java.util.Arrays;
import meridian.field.plant.Observation;

/** What each loop has told since the last observation, over as many of SUMO's steps as one of ours takes. One thread. */
final class LoopSums {
    private final boolean[] there;
    private final int[] count;
    private final double[] occupiedSeconds;
    private final boolean[] present;

    LoopSums(int loops) {
        there = new boolean[loops];
        count = new int[loops];
        occupiedSeconds = new double[loops];
        present = new boolean[loops];
    }

    /** SUMO has this loop. */
    void has(int loop) {
        there[loop] = true;
    }

    int known() {
        int known = 0;
        for (boolean one : there) {
            known += one ? 1 : 0;
        }
        return known;
    }

    void clear() {
        Arrays.fill(count, 0);
        Arrays.fill(occupiedSeconds, 0);
    }

    /**
     * Reads who was over a loop in a step: for each name, length, when it came, when it left (before 0 for not yet), type.
     * Names and types are read over.
     */
    void read(int loop, double fromSeconds, double toSeconds, TraciInput in) throws IOException {
        in.typedCompound();
        present[loop] = false;
        for (int vehicles = in.typedInteger(); vehicles > 0; vehicles--) {
            in.typedString();
            in.typedNumber();
            double came = in.typedNumber();
            double left = in.typedNumber();
            in.typedString();
            boolean stays = left < 0;
            present[loop] |= stays;
            // Who changes lanes onto a loop comes at the very beginning of a step; who comes at its very end is told of
            // again.
            count[loop] += came >= fromSeconds && came < toSeconds ? 1 : 0;
            double end = stays ? toSeconds : Math.min(left, toSeconds);
            occupiedSeconds[loop] += Math.max(0, end - Math.max(came, fromSeconds));
        }
    }

    void tell(Observation.Builder observation, double seconds) {
        for (int loop = 0; loop < there.length; loop++) {
            if (there[loop]) {
                observation.detector(loop, count[loop], occupiedSeconds[loop] / seconds, present[loop]);
            }
        }
    }
}
