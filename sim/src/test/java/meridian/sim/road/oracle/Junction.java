package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.List;

/** A node with the lanes that end at it and the movements through it. */
final class Junction {
    final List<Lane> lanes = new ArrayList<>();
    final List<Movement> movements = new ArrayList<>();
    /** Who comes over another line before and asks to be let through here, the nearest first. */
    final List<Knock> knocks = new ArrayList<>();
    /** Ranks given so far. */
    private int ranks;

    int nextRank() {
        return ++ranks;
    }
}
