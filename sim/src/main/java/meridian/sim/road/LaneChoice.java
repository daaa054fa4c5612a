package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;
import meridian.model.demand.StopVisit;

/** Which lanes lead where a vehicle wants to go, and how far. One thread: it has working memory. */
final class LaneChoice {
    /** How many links ahead drivers look when they sort themselves into lanes. */
    private static final int LEGS_AHEAD = 9;
    /** They look no farther than the links that begin within this way, m; but always at the next one. */
    private static final double METERS_AHEAD = 1000;

    /** Reaches closer than this count as equal, m. */
    private static final double SAME = 1;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    /** Reach of each lane of the links ahead; the link's lanes in order. */
    private final double[][] ahead = new double[LEGS_AHEAD + 1][8];

    /** Road beyond those links' lanes that is taken by others, along the way without changing lanes; m. */
    private final double[][] jam = new double[LEGS_AHEAD + 1][8];

    LaneChoice(RoadNetwork road, Vehicles vehicles, Occupancy occupancy) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
    }

    /**
     * The movement from a lane towards the next link of a path: the one whose lane leads farthest. NONE where this lane
     * does not lead there or the path ends.
     */
    int movement(int lane, int[] path, int leg, int kind) {
        if (leg + 1 >= path.length) {
            return NONE;
        }
        int only = NONE;
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            if (leads(road.laneOut[i], path[leg + 1], kind)) {
                if (only != NONE) {
                    look(path, leg + 1, kind, LEGS_AHEAD - 1);
                    return best(lane, path[leg + 1], kind, 0);
                }
                only = road.laneOut[i];
            }
        }
        return only;
    }

    private boolean leads(int m, int link, int kind) {
        int to = road.moveTo[m];
        return road.laneLink[to] == link && open(to, kind);
    }

    /** Of the movements from a lane to a link the one whose lane reaches farthest, as row {@code at} of {@link #ahead} says. */
    private int best(int lane, int link, int kind, int at) {
        int best = NONE;
        double bestReach = -1;
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            int m = road.laneOut[i];
            if (leads(m, link, kind)) {
                double reach = ahead[at][road.moveTo[m] - road.linkLane[link]];
                if (reach > bestReach) {
                    best = m;
                    bestReach = reach;
                }
            }
        }
        return best;
    }

    boolean open(int lane, int kind) {
        return (road.laneAccess[lane] & 1 << kind) != 0;
    }

    /**
     * Fills {@link #ahead} from a place in a path on: how far each lane can be driven along the path without changing lanes,
     * m from the start of its link.
     */
    void look(int[] path, int leg, int kind, int legs) {
        int n = 0;
        int most = Math.min(legs, path.length - 1 - leg);
        double way = 0;
        while (n < most && (n == 0 || way < METERS_AHEAD)) {
            way += road.segLength[road.linkLane[path[leg + n]]];
            n++;
        }
        for (int j = n; j >= 0; j--) {
            int link = path[leg + j];
            int first = road.linkLane[link];
            int lanes = road.linkLane[link + 1] - first;
            if (ahead[j].length < lanes) {
                ahead[j] = new double[lanes + 4];
                jam[j] = new double[lanes + 4];
            }
            double length = road.segLength[first];
            if (j == n) {
                Arrays.fill(ahead[j], 0, lanes, length);
                Arrays.fill(jam[j], 0, lanes, 0);
                continue;
            }
            int next = path[leg + j + 1];
            int nextFirst = road.linkLane[next];
            for (int lane = first; lane < first + lanes; lane++) {
                double beyond = 0;
                double full = 0;
                for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
                    int to = road.moveTo[road.laneOut[i]];
                    if (road.laneLink[to] == next && open(to, kind)) {
                        double farther = ahead[j + 1][to - nextFirst];
                        if (farther > beyond) {
                            beyond = farther;
                            full = jam[j + 1][to - nextFirst] + occupancy.taken(to);
                        }
                    }
                }
                ahead[j][lane - first] = length + beyond;
                jam[j][lane - first] = full;
            }
        }
    }

    /** How far a lane of the link where the last {@link #look} began reaches, m; 0 where the vehicle may not drive. */
    double reach(int lane, int link, int kind) {
        return open(lane, kind) ? ahead[0][lane - road.linkLane[link]] : 0;
    }

    /** Sets what the vehicle knows about its lane and the lanes beside it; called when it comes onto a lane. */
    void orient(int v) {
        int lane = vehicles.segment[v];
        int[] path = vehicles.path[v];
        int leg = vehicles.leg[v];
        int kind = vehicles.kind(v);
        int link = road.laneLink[lane];
        if (road.lanesOf(link) == 1) {
            // No lane to choose: how far each leads matters to nobody.
            vehicles.movement[v] = movement(lane, path, leg, kind);
            vehicles.reach[v] = (float) road.segLength[lane];
            vehicles.reachRight[v] = NONE;
            vehicles.reachLeft[v] = NONE;
            vehicles.jamBeyond[v] = 0;
            occupancy.setLaneOffset(v, 0);
            return;
        }
        look(path, leg, kind, LEGS_AHEAD);
        vehicles.movement[v] = leg + 1 < path.length ? best(lane, path[leg + 1], kind, 1) : NONE;
        int first = road.linkLane[link];
        int last = road.linkLane[link + 1] - 1;
        StopVisit stop = vehicles.stopVisit(v);
        boolean halts = stop != null && stop.link() == link && stop.endMeters() > vehicles.position[v] - 5;
        double bestReach = -1;
        int bestLane = lane;
        vehicles.reachRight[v] = NONE;
        vehicles.reachLeft[v] = NONE;
        for (int l = first; l <= last; l++) {
            double reach = reach(l, link, kind);
            if (halts && l != first + stop.lane()) {
                reach = Math.min(reach, stop.endMeters());
            }
            boolean nearer = Math.abs(l - lane) < Math.abs(bestLane - lane);
            if (reach > bestReach + SAME || reach > bestReach - SAME && nearer) {
                bestReach = Math.max(reach, bestReach);
                bestLane = l;
            }
            if (l == lane) {
                vehicles.reach[v] = (float) reach;
            } else if (l == lane - 1) {
                vehicles.reachRight[v] = (float) reach;
            } else if (l == lane + 1) {
                vehicles.reachLeft[v] = (float) reach;
            }
        }
        occupancy.setLaneOffset(v, bestLane - lane);
        vehicles.jamBeyond[v] = (float) jam[0][bestLane - first];
    }
}
