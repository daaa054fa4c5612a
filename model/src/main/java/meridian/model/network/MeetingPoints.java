package meridian.model.network;

import java.util.List;

/**
 * Where the movements of one node meet: what clearance times are made of. Lay out a node, then ask. One thread.
 *
 * <p>All distances are along a movement from the end of its lane (the stop line), m.
 */
public final class MeetingPoints {
    private final TurnPaths paths;

    public MeetingPoints(List<Link> links) {
        this.paths = new TurnPaths(links);
    }

    /** From now on the movements of this node are called 0, 1, … in the order of this list. */
    public void layOut(Node node, List<Movement> movements) {
        paths.layOut(node, movements);
    }

    /** Where the first movement leaves the road that it shares with the second; 0 where they share none. */
    public double clearingMeters(int clearing, int other) {
        return Math.max(0, paths.lastCloser(clearing, other, ConflictFinder.CLEARANCE_METERS));
    }

    /** Where the first movement comes to the road that it shares with the second; infinite where they share none. */
    public double enteringMeters(int entering, int other) {
        return Math.max(0, paths.firstCloser(entering, other, ConflictFinder.CLEARANCE_METERS));
    }
}
