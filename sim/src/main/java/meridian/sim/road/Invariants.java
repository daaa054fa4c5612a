package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.ArrayList;
import java.util.List;

/**
 * What must hold between any two steps. Slow and simple on purpose: it is the checking mode that tests run at every step.
 */
public final class Invariants {
    private static final double EPSILON = 1e-6;

    private Invariants() {}

    /** Everything that does not hold, one sentence each; empty when all is well. */
    public static List<String> broken(RoadEngine engine) {
        List<String> broken = new ArrayList<>();
        chains(engine, broken);
        crossings(engine, broken);
        ranks(engine, broken);
        return broken;
    }

    /** Commitments to the lines of a lane have the order of the road: nobody waits for somebody behind. */
    private static void ranks(RoadEngine engine, List<String> broken) {
        RoadNetwork road = engine.road();
        Claims claims = engine.claims;
        for (int lane = 0; lane < road.laneCount; lane++) {
            for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
                for (int c = claims.first[road.laneOut[i]]; c != NONE; c = claims.next[c]) {
                    int before = claims.front(c) < 0 ? overtakenInRank(engine, lane, c) : NONE;
                    if (before != NONE) {
                        broken.add(name(engine.vehicles, claims.vehicle(c)) + " goes before "
                                + name(engine.vehicles, claims.vehicle(before))
                                + ", which is in front of it on the way to "
                                + road.describe(lane));
                    }
                }
            }
        }
    }

    private static int overtakenInRank(RoadEngine engine, int lane, int c) {
        RoadNetwork road = engine.road();
        Claims claims = engine.claims;
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            for (int d = claims.first[road.laneOut[i]]; d != NONE; d = claims.next[d]) {
                if (claims.order[d] > claims.order[c] && claims.front(d) > claims.front(c) + EPSILON) {
                    return d;
                }
            }
        }
        return NONE;
    }

    private static void chains(RoadEngine engine, List<String> broken) {
        Vehicles vehicles = engine.vehicles;
        RoadNetwork road = engine.road();
        int found = 0;
        for (int segment = 0; segment < road.segmentCount(); segment++) {
            double free = road.segLength[segment];
            int tail = engine.occupancy.tailOn(segment);
            if (tail != NONE) {
                free = engine.occupancy.tailRear(segment);
            }
            int ahead = tail;
            for (int v = engine.occupancy.front[segment]; v != NONE; v = vehicles.behind[v]) {
                found++;
                if (!vehicles.used[v] || vehicles.segment[v] != segment) {
                    broken.add("row " + v + " stands in the chain of segment " + segment + " but is not there");
                }
                if (vehicles.position[v] > free + EPSILON) {
                    broken.add(name(vehicles, v) + " is " + (vehicles.position[v] - free) + " m inside "
                            + (ahead == NONE ? "the end" : name(vehicles, ahead)) + " on " + road.describe(segment)
                            + " at " + vehicles.position[v] + " m, " + vehicles.speed[v] + " m/s");
                }
                if (!(vehicles.speed[v] >= 0) || !(vehicles.position[v] >= 0)) {
                    broken.add(name(vehicles, v) + " has speed " + vehicles.speed[v] + " m/s at " + vehicles.position[v]
                            + " m");
                }
                free = vehicles.rear(v);
                ahead = v;
            }
        }
        if (found + vehicles.parkedCount != vehicles.alive) {
            broken.add(vehicles.alive - vehicles.parkedCount + " vehicles are on the road, but " + found
                    + " stand in chains");
        }
    }

    /** No two vehicles on the shared stretch of two conflicting movements. */
    private static void crossings(RoadEngine engine, List<String> broken) {
        RoadNetwork road = engine.road();
        ConflictZones zones = road.zones;
        for (int m = 0; m < road.movementCount; m++) {
            for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
                int foe = zones.foe[i];
                if (foe < m || zones.merges[i]) {
                    continue;
                }
                int mine = on(engine, m, zones.enter[i], zones.exit[i]);
                int other = mine == NONE ? NONE : on(engine, foe, zones.foeEnter[i], zones.foeExit[i]);
                if (other != NONE) {
                    broken.add(name(engine.vehicles, mine) + " and " + name(engine.vehicles, other) + " are both where "
                            + road.describe(road.laneCount + m) + " and " + road.describe(road.laneCount + foe)
                            + " cross");
                }
            }
        }
    }

    private static int on(RoadEngine engine, int movement, double enter, double exit) {
        Vehicles vehicles = engine.vehicles;
        for (int c = engine.claims.first[movement]; c != NONE; c = engine.claims.next[c]) {
            if (engine.claims.front(c) > enter + EPSILON && engine.claims.rear(c) < exit - EPSILON) {
                return engine.claims.vehicle(c);
            }
        }
        int segment = engine.road().laneCount + movement;
        for (int v = engine.occupancy.front[segment]; v != NONE; v = vehicles.behind[v]) {
            if (vehicles.position[v] > enter + EPSILON && vehicles.rear(v) < exit - EPSILON) {
                return v;
            }
        }
        return NONE;
    }

    private static String name(Vehicles vehicles, int v) {
        return "vehicle " + vehicles.trip[v].id();
    }
}
