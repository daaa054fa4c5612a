package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;

/**
 * The nodes at which there is something to do in a step, cut into pieces of about equal work for {@link Crew}. Where nobody
 * drives, nothing is done.
 */
final class ActiveNodes {
    /** Vehicles in one piece. */
    private static final int PIECE = 128;

    private final Occupancy occupancy;
    private final Claims claims;
    private final Knocks knocks;

    /** Nodes of piece i are {@code node[start[i]] … node[start[i + 1] − 1]}. */
    final int[] node;

    int[] start = new int[64];
    int pieces;
    private int count;
    /** Steps that were gathered. Not the city's: that one goes back when an engine takes over an earlier city. */
    private long round;
    /** Round in which somebody last came to a node over the end of a movement. */
    private final long[] lastCome;
    /** Round in which a node was last gathered or added. */
    private final long[] lastAdded;

    ActiveNodes(RoadNetwork road, Occupancy occupancy, Claims claims, Knocks knocks) {
        this.occupancy = occupancy;
        this.claims = claims;
        this.knocks = knocks;
        node = new int[road.nodeCount];
        lastCome = new long[road.nodeCount];
        Arrays.fill(lastCome, -1);
        lastAdded = new long[road.nodeCount];
        Arrays.fill(lastAdded, -1);
    }

    /** Finds them anew at the beginning of a step. */
    void gather() {
        round++;
        count = 0;
        pieces = 0;
        int inPiece = 0;
        for (int n = 0; n < node.length; n++) {
            int here = occupancy.nodeCount[n];
            if (here > 0 || claims.held[n] > 0 || knocks.first[n] != NONE) {
                add(n);
                inPiece += here + 1;
                if (inPiece >= PIECE) {
                    endPiece();
                    inPiece = 0;
                }
            }
        }
        endPiece();
    }

    /** Adds a node that somebody has come to in the middle of the step; call {@link #endPiece} after the last one. */
    void come(int n) {
        lastCome[n] = round;
        add(n);
    }

    /** Whether somebody has come to a node in this step. */
    boolean cameTo(int n) {
        return lastCome[n] == round;
    }

    private void add(int n) {
        if (lastAdded[n] != round) {
            lastAdded[n] = round;
            node[count++] = n;
        }
    }

    void endPiece() {
        if (count > start[pieces]) {
            pieces++;
            if (pieces == start.length) {
                start = Arrays.copyOf(start, 2 * pieces);
            }
            start[pieces] = count;
        }
    }
}
