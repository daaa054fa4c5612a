package meridian.sim.route;

import java.util.Arrays;
import meridian.model.geo.Box;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Lane;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Turn;
import meridian.model.network.VehicleKind;

/**
 * The links of a network and which one can be driven after which, in compact arrays. Immutable and safe for all threads.
 *
 * <p>Links are renumbered along a Hilbert curve, so that neighbours in the city are neighbours in memory: a search is bound
 * by memory, and this alone made it 1.5 times as fast in Montevideo. Everything in this package speaks of these places;
 * {@link #placeOf} and {@link #linkAt} translate at the door.
 *
 * <p>Edges of place p to its successors are {@code first[p] .. first[p + 1] - 1}; there is one edge for all movements between
 * two links.
 */
final class LinkGraph {
    /** What a turn costs beside the time on the links, s; small, so that of equal ways the one with fewer turns wins. */
    static final float LEFT_SECONDS = 3;

    static final float RIGHT_SECONDS = 1;
    static final float U_TURN_SECONDS = 15;

    private static final int TURN_SHIFT = 16;
    private static final float[] TURN_SECONDS = {0, RIGHT_SECONDS, LEFT_SECONDS, U_TURN_SECONDS};
    private static final int HILBERT_ORDER = 12;

    final int links;
    final int[] placeOf;
    final int[] linkAt;
    /** Seconds to drive the link at place p alone. */
    final float[] freeFlowSeconds;

    final int[] first;
    /** For edge e: place at the other end at {@code 2 * e}, turn and access mask at the place after. */
    private final int[] edges;
    /** Bit {@code kind.ordinal()} is set where that kind may make other steps than cars. */
    private final int unlikeCars;

    private LinkGraph(int[] placeOf, int[] linkAt, float[] freeFlowSeconds, long[] pairs, int[] nature) {
        this.links = linkAt.length;
        this.placeOf = placeOf;
        this.linkAt = linkAt;
        this.freeFlowSeconds = freeFlowSeconds;
        this.first = new int[links + 1];
        this.edges = new int[2 * pairs.length];
        int unlike = 0;
        for (int e = 0; e < pairs.length; e++) {
            first[(int) (pairs[e] >>> 32) + 1]++;
            edges[2 * e] = (int) pairs[e];
            edges[2 * e + 1] = nature[e];
            boolean cars = (nature[e] & 1 << VehicleKind.CAR.ordinal()) != 0;
            unlike |= 0xffff & (cars ? ~nature[e] : nature[e]);
        }
        unlikeCars = unlike;
        for (int p = 0; p < links; p++) {
            first[p + 1] += first[p];
        }
    }

    static LinkGraph of(Network network) {
        int[] linkAt = alongHilbertCurve(network);
        int[] placeOf = new int[linkAt.length];
        float[] freeFlow = new float[linkAt.length];
        for (int p = 0; p < linkAt.length; p++) {
            placeOf[linkAt[p]] = p;
            freeFlow[p] = (float) network.link(linkAt[p]).freeFlowSeconds();
        }
        long[] all = new long[network.movements().size()];
        for (int m = 0; m < all.length; m++) {
            Movement movement = network.movement(m);
            all[m] = pair(placeOf[movement.fromLink()], placeOf[movement.toLink()]);
        }
        long[] pairs = Arrays.stream(all).sorted().distinct().toArray();
        int[] nature = new int[pairs.length];
        Arrays.fill(nature, TURN_SECONDS.length << TURN_SHIFT);
        for (int m = 0; m < all.length; m++) {
            Movement movement = network.movement(m);
            int e = Arrays.binarySearch(pairs, all[m]);
            Lane from = network.link(movement.fromLink()).lanes().get(movement.fromLane());
            Lane to = network.link(movement.toLink()).lanes().get(movement.toLane());
            int mask = nature[e] & 0xffff | from.access().mask() & to.access().mask();
            int turn = Math.min(nature[e] >>> TURN_SHIFT, code(movement.turn()));
            nature[e] = turn << TURN_SHIFT | mask;
        }
        return new LinkGraph(placeOf, linkAt, freeFlow, pairs, nature);
    }

    private static int[] alongHilbertCurve(Network network) {
        Box box = network.box();
        double side = Math.max(1, Math.max(box.widthMeters(), box.heightMeters()));
        int cells = 1 << HILBERT_ORDER;
        long[] keys = new long[network.links().size()];
        for (int l = 0; l < keys.length; l++) {
            Polyline shape = network.link(l).shape();
            Point middle = shape.pointAt(shape.lengthMeters() / 2);
            int x = Math.min(cells - 1, (int) ((middle.xMeters() - box.minX()) / side * cells));
            int y = Math.min(cells - 1, (int) ((middle.yMeters() - box.minY()) / side * cells));
            keys[l] = (long) hilbert(x, y) << 32 | l;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(k -> (int) k).toArray();
    }

    /** Distance along the curve of a cell (J. Skilling's and others' bit-by-bit rotation). */
    private static int hilbert(int cellX, int cellY) {
        int x = cellX;
        int y = cellY;
        int distance = 0;
        for (int s = 1 << HILBERT_ORDER - 1; s > 0; s >>= 1) {
            int rx = (x & s) > 0 ? 1 : 0;
            int ry = (y & s) > 0 ? 1 : 0;
            distance += s * s * (3 * rx ^ ry);
            if (ry == 0) {
                if (rx == 1) {
                    x = s - 1 - (x & s - 1);
                    y = s - 1 - (y & s - 1);
                }
                int swap = x;
                x = y;
                y = swap;
            }
        }
        return distance;
    }

    private static long pair(int from, int to) {
        return (long) from << 32 | to;
    }

    private static int code(Turn turn) {
        return switch (turn) {
            case STRAIGHT, SLIGHT_LEFT, SLIGHT_RIGHT -> 0;
            case RIGHT -> 1;
            case LEFT -> 2;
            case U_TURN -> 3;
        };
    }

    /** Place at the other end of an edge. */
    int other(int edge) {
        return edges[2 * edge];
    }

    /** Bit {@code kind.ordinal()} is set where that kind may make the step. */
    int access(int edge) {
        return edges[2 * edge + 1] & 0xffff;
    }

    float turnSeconds(int edge) {
        return TURN_SECONDS[edges[2 * edge + 1] >>> TURN_SHIFT];
    }

    /**
     * How long a link seems to take to somebody who misjudges it by up to a share, s; below free flow it counts as free flow.
     */
    float seenSeconds(int place, float[] linkSeconds, long eyes, float spread) {
        float seconds = Math.max(linkSeconds[linkAt[place]], freeFlowSeconds[place]);
        return spread > 0 ? seconds * (1 + spread * Chance.unit(eyes + place * 0x9e3779b97f4a7c15L)) : seconds;
    }

    /** Whether a kind of vehicle may make exactly the steps that cars may. */
    boolean likeCars(VehicleKind kind) {
        return (unlikeCars & 1 << kind.ordinal()) == 0;
    }

    /** The same edges from their ends to their starts. */
    LinkGraph reversed() {
        int count = edges.length / 2;
        long[] byEnd = new long[count];
        int[] start = new int[count];
        for (int p = 0; p < links; p++) {
            Arrays.fill(start, first[p], first[p + 1], p);
        }
        for (int e = 0; e < count; e++) {
            byEnd[e] = pair(other(e), e);
        }
        Arrays.sort(byEnd);
        long[] pairs = new long[count];
        int[] nature = new int[count];
        for (int i = 0; i < count; i++) {
            int e = (int) byEnd[i];
            pairs[i] = pair(other(e), start[e]);
            nature[i] = edges[2 * e + 1];
        }
        return new LinkGraph(placeOf, linkAt, freeFlowSeconds, pairs, nature);
    }

    /** The edge between two places, or -1. */
    int edge(int from, int to) {
        for (int e = first[from]; e < first[from + 1]; e++) {
            if (other(e) == to) {
                return e;
            }
        }
        return -1;
    }
}
