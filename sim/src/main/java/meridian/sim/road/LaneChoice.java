package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.demand.StopVisit;

/** Which lanes lead where a vehicle wants to go, and how far. */
final class LaneChoice {
    /** How far ahead drivers look when they sort themselves into lanes: in links and in metres. */
    private static final int LEGS_AHEAD = 5;

    private static final double METERS_AHEAD = 600;
    /** Reaches closer than this count as equal, m; what a lane counts that leads on beyond the way drivers look ahead. */
    private static final double SAME = 1;

    private static final double LEADS_ON = 100;

    private final RoadNetwork road;
    private final Vehicles vehicles;

    LaneChoice(RoadNetwork road, Vehicles vehicles) {
        this.road = road;
        this.vehicles = vehicles;
    }

    /**
     * The movement from a lane towards the next link of a path: the one whose lane leads farthest. NONE where this lane
     * does not lead there or the path ends.
     */
    int movement(int lane, int[] path, int leg, int kind) {
        if (leg + 1 >= path.length) {
            return NONE;
        }
        int wanted = path[leg + 1];
        int best = NONE;
        double bestReach = -1;
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            int m = road.laneOut[i];
            int to = road.moveTo[m];
            if (road.laneLink[to] != wanted || !open(to, kind)) {
                continue;
            }
            double reach = best == NONE && i == road.laneOutStart[lane + 1] - 1 ? 0 : reach(to, path, leg + 1, kind, 3);
            if (reach > bestReach) {
                best = m;
                bestReach = reach;
            }
        }
        return best;
    }

    boolean open(int lane, int kind) {
        return (road.laneAccess[lane] & 1 << kind) != 0;
    }

    /** How far a path can be driven from the start of a lane without changing lanes, m; looks a few links ahead. */
    double reach(int lane, int[] path, int leg, int kind, int legs) {
        double length = road.segLength[lane];
        if (leg + 1 >= path.length || legs == 0) {
            return length;
        }
        double best = 0;
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            int to = road.moveTo[road.laneOut[i]];
            if (road.laneLink[to] == path[leg + 1] && open(to, kind)) {
                double beyond = length >= METERS_AHEAD ? LEADS_ON : reach(to, path, leg + 1, kind, legs - 1);
                best = Math.max(best, beyond);
            }
        }
        return length + best;
    }

    /** Sets what the vehicle knows about its lane and the lanes beside it; called when it comes onto a lane. */
    void orient(int v) {
        int lane = vehicles.segment[v];
        int[] path = vehicles.path[v];
        int leg = vehicles.leg[v];
        int kind = vehicles.kind[v];
        vehicles.movement[v] = movement(lane, path, leg, kind);
        int link = road.laneLink[lane];
        int first = road.linkLane[link];
        int last = road.linkLane[link + 1] - 1;
        StopVisit stop = vehicles.stopVisit(v);
        boolean halts = stop != null && stop.link() == link && stop.endMeters() > vehicles.position[v] - 5;
        double bestReach = -1;
        int bestLane = lane;
        for (int l = first; l <= last; l++) {
            double reach = open(l, kind) ? reach(l, path, leg, kind, LEGS_AHEAD) : 0;
            if (halts && l != first + stop.lane()) {
                reach = Math.min(reach, stop.endMeters());
            }
            boolean nearer = Math.abs(l - lane) < Math.abs(bestLane - lane);
            if (reach > bestReach + SAME || reach > bestReach - SAME && nearer) {
                bestReach = Math.max(reach, bestReach);
                bestLane = l;
            }
            if (l == lane) {
                vehicles.reach[v] = reach;
            } else if (l == lane - 1) {
                vehicles.reachRight[v] = reach;
            } else if (l == lane + 1) {
                vehicles.reachLeft[v] = reach;
            }
        }
        if (lane == first) {
            vehicles.reachRight[v] = NONE;
        }
        if (lane == last) {
            vehicles.reachLeft[v] = NONE;
        }
        vehicles.laneOffset[v] = (byte) (bestLane - lane);
    }
}
