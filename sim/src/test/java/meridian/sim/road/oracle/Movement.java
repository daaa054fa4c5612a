package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.List;

/** A way through a node from one lane to one lane. */
final class Movement extends Segment {
    /** Index in the model. */
    final int index;

    final meridian.model.network.Movement given;
    final Lane from;
    final Lane to;
    final Junction junction;
    final boolean allWayStop;
    /** Whether a sign makes drivers stand at the line. */
    final boolean stops;

    final List<Pair> pairs = new ArrayList<>();
    final List<Sibling> siblings = new ArrayList<>();
    /** Commitments to it, the newest first. */
    final List<Claim> claims = new ArrayList<>();
    /** How far into the node a driver may go to wait for others, m; 0: not at all. */
    double waitMeters;

    /**
     * Another movement that shares road with this one.
     *
     * @param enter where the shared stretch begins on the own path, m from the line
     * @param foeEnter the same on the other's
     * @param yields whether the own drivers let the other's go first
     * @param waitsInTie whether, of two who came to an all-way stop at the same moment, the own one waits
     * @param merges whether both end in the same lane
     */
    record Pair(
            Movement foe,
            double enter,
            double exit,
            double foeEnter,
            double foeExit,
            boolean yields,
            boolean waitsInTie,
            boolean merges) {}

    /** Another movement from the same lane, and how far into the node its path lies together with the own one, m. */
    record Sibling(Movement other, double apart) {}

    Movement(
            int number,
            int index,
            meridian.model.network.Movement given,
            Lane from,
            Lane to,
            Junction junction,
            double length,
            boolean allWayStop) {
        super(number, length, given.speedLimitMps());
        this.index = index;
        this.given = given;
        this.from = from;
        this.to = to;
        this.junction = junction;
        this.allWayStop = allWayStop;
        stops = given.stops() || allWayStop;
    }

    /** The other's view of a pair. */
    Pair reverse(Pair pair) {
        return pair.foe().pairs.stream()
                .filter(back -> back.foe() == this)
                .findFirst()
                .orElseThrow();
    }

    boolean yieldsToAnybody() {
        return pairs.stream().anyMatch(Pair::yields);
    }
}
