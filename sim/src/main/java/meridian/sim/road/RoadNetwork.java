package meridian.sim.road;

import java.util.Arrays;
import java.util.List;
import meridian.model.City;
import meridian.model.FreeTravel;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.signal.SignalController;

/**
 * A network as the engine reads it: flat arrays, built once, never changed, shared by all forks.
 *
 * <p>Each engine drives on a view of its own ({@link #own}), which shares everything but who may use a lane and which limit holds
 * there: those change with works, incidents and weather ({@link Conditions}).
 *
 * <p>A <b>segment</b> is a lane or a movement: segments 0 … lanes − 1 are lanes, then come the movements. Lanes of a link
 * follow each other from the kerb to the middle.
 */
public final class RoadNetwork implements Cloneable {
    /** Shortest driving length of a movement, so that no segment is a point, m. */
    private static final double SHORTEST_MOVEMENT = 0.1;

    private static final int SHARED_BIT = 63;

    final Network network;
    final List<SignalController> controllers;
    final int linkCount;
    final int laneCount;
    final int movementCount;
    final int nodeCount;

    /** First lane of link l; link l has lanes {@code linkLane[l] … linkLane[l + 1] − 1}. */
    final int[] linkLane;
    /** Time to drive a link alone, s. */
    final float[] freeSeconds;
    /** Link of a lane. */
    final int[] laneLink;
    /** Length of a segment, m. */
    final double[] segLength;
    /** Speed limit of a segment now, m/s; replaced as a whole, only in an engine's own view. */
    double[] segLimit;
    /** Who may use a lane now: bit {@code VehicleKind.ordinal()}; replaced like the limits. */
    int[] laneAccess;
    /** Whether limits, and who may use a lane, have ever been changed in this view. */
    boolean limitsChanged;

    boolean accessChanged;

    /** Movements out of lane l: {@code laneOut[laneOutStart[l]] …}, as movement indices. */
    final int[] laneOutStart;

    final int[] laneOut;
    final int[] laneInStart;
    final int[] laneIn;
    /** Lane a movement leaves and lane it enters. */
    final int[] moveFrom;

    final int[] moveTo;
    /** Signal group of a movement over all controllers, −1 without. */
    final int[] moveGroup;
    /** Whether a sign makes drivers stand at the line before they go: a stop sign, or an all-way stop. */
    final boolean[] moveStops;
    /** Whether a movement leads through an all-way stop. */
    final boolean[] moveAllWay;
    /** How far into the node a driver who turns left on green may go to wait for who comes towards, m; 0: not at all. */
    final double[] moveWait;

    /** Node at the end of a lane; lanes that end at node n: {@code nodeLane[nodeLaneStart[n]] …}; its movements alike. */
    final int[] laneNode;

    final int[] nodeLaneStart;
    final int[] nodeLane;
    final int[] nodeMoveStart;
    final int[] nodeMove;
    /**
     * Bit of a movement in sets of a node's movements: the first 63 have one each, those beyond share the last. A set without
     * the bit tells that the movement is not in it; with the shared bit it tells nothing.
     */
    final long[] moveBit;
    /** The movements out of a lane as such a set. */
    final long[] laneBits;

    final ConflictZones zones;
    /** First signal group of a controller over all controllers. */
    final int[] controllerGroup;

    final Detectors detectors;

    private RoadNetwork(Network network, List<SignalController> controllers) {
        this.network = network;
        this.controllers = controllers;
        linkCount = network.links().size();
        linkLane = new int[linkCount + 1];
        for (int l = 0; l < linkCount; l++) {
            linkLane[l + 1] = linkLane[l] + network.link(l).lanes().size();
        }
        laneCount = linkLane[linkCount];
        movementCount = network.movements().size();
        nodeCount = network.nodes().size();
        laneNode = new int[laneCount];
        laneLink = new int[laneCount];
        laneAccess = new int[laneCount];
        segLength = new double[laneCount + movementCount];
        segLimit = new double[laneCount + movementCount];
        freeSeconds = FreeTravel.seconds(network, controllers);
        for (int l = 0; l < linkCount; l++) {
            Link link = network.link(l);
            for (int i = 0; i < link.lanes().size(); i++) {
                Lane lane = link.lanes().get(i);
                int index = linkLane[l] + i;
                laneLink[index] = l;
                laneNode[index] = link.toNode();
                laneAccess[index] = lane.access().mask();
                segLength[index] = link.lengthMeters();
                segLimit[index] = lane.speedLimitMps();
            }
        }
        controllerGroup = new int[controllers.size() + 1];
        for (int c = 0; c < controllers.size(); c++) {
            controllerGroup[c + 1] = controllerGroup[c] + controllers.get(c).groups();
        }
        moveFrom = new int[movementCount];
        moveTo = new int[movementCount];
        moveGroup = new int[movementCount];
        moveWait = new double[movementCount];
        moveStops = new boolean[movementCount];
        moveAllWay = new boolean[movementCount];
        for (int m = 0; m < movementCount; m++) {
            Movement movement = network.movement(m);
            moveFrom[m] = linkLane[movement.fromLink()] + movement.fromLane();
            moveTo[m] = linkLane[movement.toLink()] + movement.toLane();
            moveGroup[m] = movement.signalled() ? controllerGroup[movement.signal()] + movement.group() : -1;
            segLength[laneCount + m] = Math.max(SHORTEST_MOVEMENT, movement.lengthMeters());
            segLimit[laneCount + m] = movement.speedLimitMps();
            moveAllWay[m] = network.node(movement.node()).control() == NodeControl.ALL_WAY_STOP;
            moveStops[m] = movement.stops() || moveAllWay[m];
        }
        laneOutStart = new int[laneCount + 1];
        laneOut = grouped(laneOutStart, moveFrom);
        laneInStart = new int[laneCount + 1];
        laneIn = grouped(laneInStart, moveTo);
        nodeLaneStart = new int[nodeCount + 1];
        nodeLane = grouped(nodeLaneStart, laneNode);
        nodeMoveStart = new int[nodeCount + 1];
        nodeMove = grouped(
                nodeMoveStart,
                network.movements().stream().mapToInt(Movement::node).toArray());
        moveBit = new long[movementCount];
        laneBits = new long[laneCount];
        for (int n = 0; n < nodeCount; n++) {
            for (int k = nodeMoveStart[n]; k < nodeMoveStart[n + 1]; k++) {
                int m = nodeMove[k];
                moveBit[m] = 1L << Math.min(k - nodeMoveStart[n], SHARED_BIT);
                laneBits[moveFrom[m]] |= moveBit[m];
            }
        }
        zones = ConflictZones.of(this);
        detectors = new Detectors(this);
        for (int m = 0; m < movementCount; m++) {
            if (moveGroup[m] >= 0 && network.movement(m).turn().isLeft()) {
                int turning = m;
                boolean wouldBlock = waitsLongerThanItsGreen(m);
                moveWait[m] = zones.waitingPlace(m, foe -> wouldBlock || greenTogether(turning, foe));
            }
        }
    }

    public static RoadNetwork of(City city) {
        return new RoadNetwork(city.network(), city.signals());
    }

    /** A view of the same network for one more engine, which begins with what holds in this one. */
    RoadNetwork own() {
        try {
            return (RoadNetwork) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Whether somebody whom a movement lets go first may still go when those have green who cross it, such as who turns right
     * in every phase: who waits for that in the middle of the node would keep the others from going.
     */
    private boolean waitsLongerThanItsGreen(int m) {
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            int foe = zones.foe[i];
            if (zones.yields[i] && greenTogether(m, foe)) {
                for (int k = zones.start[m]; k < zones.start[m + 1]; k++) {
                    if (!greenTogether(m, zones.foe[k]) && greenTogether(foe, zones.foe[k])) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Whether there is a phase in which both movements may go. */
    private boolean greenTogether(int m, int foe) {
        Movement one = network.movement(m);
        Movement other = network.movement(foe);
        return !one.signalled()
                || !other.signalled()
                || one.signal() != other.signal()
                || controllers.get(one.signal()).plan().phases().stream()
                        .anyMatch(p -> p.aspects().get(one.group()).green()
                                && p.aspects().get(other.group()).green());
    }

    private static int[] grouped(int[] start, int[] keys) {
        for (int key : keys) {
            start[key + 1]++;
        }
        for (int i = 1; i < start.length; i++) {
            start[i] += start[i - 1];
        }
        int[] next = Arrays.copyOf(start, start.length);
        int[] out = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            out[next[keys[i]]++] = i;
        }
        return out;
    }

    public Network network() {
        return network;
    }

    public int laneCount() {
        return laneCount;
    }

    /** Number of lanes and movements. */
    public int segmentCount() {
        return laneCount + movementCount;
    }

    boolean isLane(int segment) {
        return segment < laneCount;
    }

    /**
     * Goes through a set of a node's movements: the first place in {@link #nodeMove} that may belong to it, from {@code k} on;
     * the end of the node's places where there is none.
     */
    int nextMove(int node, long set, int k) {
        int start = nodeMoveStart[node];
        int end = nodeMoveStart[node + 1];
        if (k - start > SHARED_BIT) {
            return set < 0 ? k : end;
        }
        long rest = set & -1L << k - start;
        return rest == 0 ? end : start + Long.numberOfTrailingZeros(rest);
    }

    /** A set of a node's movements without one of them; the shared bit stays, for others may be meant. */
    long without(long set, int movement) {
        long bit = moveBit[movement];
        return bit == 1L << SHARED_BIT ? set : set & ~bit;
    }

    /** A segment in words, for messages. */
    String describe(int segment) {
        if (isLane(segment)) {
            int link = laneLink[segment];
            return "lane " + (segment - linkLane[link]) + " of link "
                    + network.link(link).id();
        }
        Movement m = network.movement(segment - laneCount);
        return "the movement from " + network.link(m.fromLink()).id() + "_" + m.fromLane() + " to "
                + network.link(m.toLink()).id() + "_" + m.toLane();
    }

    /** Node that a movement leads through, or at the end of a lane. */
    int nodeOf(int segment) {
        return laneNode[segment < laneCount ? segment : moveFrom[segment - laneCount]];
    }

    int lanesOf(int link) {
        return linkLane[link + 1] - linkLane[link];
    }

    /** Whether a kind of vehicle may use a lane of the link when nothing is closed. */
    boolean everOpen(int link, int kind) {
        for (Lane lane : network.link(link).lanes()) {
            if ((lane.access().mask() & 1 << kind) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a kind of vehicle may use a lane of the link now. */
    boolean open(int link, int kind) {
        for (int lane = linkLane[link]; lane < linkLane[link + 1]; lane++) {
            if ((laneAccess[lane] & 1 << kind) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Link of a lane, or the link that a movement leaves. */
    int linkOf(int segment) {
        return segment < laneCount ? laneLink[segment] : laneLink[moveFrom[segment - laneCount]];
    }
}
