package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

/**
 * Moving to a neighbouring lane when it must be (the own lane does not lead on) or pays (the own leader is slow).
 *
 * <p>The ideas are those of J. Erdmann, "Lane-Changing Model in SUMO" (2014): urgency grows with the number of lanes to go
 * and the way that is left; gains are gathered over time before a driver acts; the driver behind in the target lane lets
 * somebody in who must change. A change happens at once, between two steps, only on lanes (never inside a node) and only
 * where both the changing driver and the one behind can go on with comfortable braking.
 */
final class LaneChanger {
    /** Seconds of driving a necessary change is begun ahead, for each lane to the right and to the left (LC2013: 10, 20). */
    private static final double SECONDS_RIGHT = 10;

    private static final double SECONDS_LEFT = 15;
    private static final double LOWEST_PLANNING_SPEED = 5;
    /** Who has stood this long beside somebody who needs the own lane exchanges places, s. */
    private static final float EXCHANGE_SECONDS = 20;
    /** Gathered wish at which a driver overtakes. */
    private static final float ENOUGH = 1.2f;
    /** Rest between two changes that only pay, s. */
    private static final float REST_SECONDS = 4;
    /** A lane that pays must lead at least this much farther than the vehicle is, in seconds of driving. */
    private static final double WORTH_SECONDS = 15;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final LaneChoice lanes;
    private final double step;

    LaneChanger(RoadNetwork road, Vehicles vehicles, Occupancy occupancy, LaneChoice lanes, double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.lanes = lanes;
        this.step = step;
    }

    /** Lets the vehicle change lanes if it must or likes to, and can. */
    void consider(int v) {
        int lane = vehicles.segment[v];
        if (!road.isLane(lane) || vehicles.claim[v] != NONE || vehicles.haltUntil[v] >= 0) {
            return;
        }
        int link = road.laneLink[lane];
        if (road.lanesOf(link) < 2) {
            return;
        }
        vehicles.sinceChange[v] += (float) step;
        int offset = vehicles.laneOffset[v];
        if (offset != 0 && urgent(v, offset)) {
            int direction = Integer.signum(offset);
            if (!change(v, direction, true) && !exchange(v, direction)) {
                askForRoom(v, lane + direction);
            }
            return;
        }
        overtake(v, lane);
    }

    private boolean urgent(int v, int offset) {
        double left = vehicles.reach[v] - vehicles.position[v];
        double speed = Math.max(LOWEST_PLANNING_SPEED, vehicles.speed[v]);
        double seconds = offset > 0 ? SECONDS_LEFT : SECONDS_RIGHT;
        double needed = speed * seconds + 2 * (vehicles.length[v] + vehicles.minGap[v]);
        return left < Math.abs(offset) * needed;
    }

    private void overtake(int v, int lane) {
        double own = prospect(v, lane);
        double wanted = vehicles.wanted(v, road.segLimit[lane]);
        double left =
                worth(v, vehicles.reachLeft[v]) && lanes.open(lane + 1, vehicles.kind[v]) ? prospect(v, lane + 1) : -1;
        double right =
                worth(v, vehicles.reachRight[v]) && lanes.open(lane - 1, vehicles.kind[v]) ? prospect(v, lane - 1) : -1;
        boolean toLeft = left >= right;
        double best = Math.max(left, right);
        double gain = best <= own ? 0 : (best - own) / Math.max(wanted, 0.1);
        float wish = vehicles.wish[v];
        if (gain < 0.05) {
            vehicles.wish[v] = wish * (float) Math.pow(0.5, step);
            return;
        }
        boolean turned = toLeft != wish >= 0;
        wish = (turned ? 0 : wish) + (float) (toLeft ? gain * step : -gain * step);
        vehicles.wish[v] = wish;
        if (Math.abs(wish) > ENOUGH && vehicles.sinceChange[v] > REST_SECONDS) {
            change(v, toLeft ? 1 : -1, false);
        }
    }

    private boolean worth(int v, double reach) {
        if (reach < 0) {
            return false;
        }
        double left = reach - vehicles.position[v];
        return reach >= vehicles.reach[v] - 1
                || left > WORTH_SECONDS * 2 * Math.max(LOWEST_PLANNING_SPEED, vehicles.speed[v]);
    }

    /** Speed that this lane promises, m/s: what its next leader allows. */
    private double prospect(int v, int lane) {
        double wanted = vehicles.wanted(v, road.segLimit[lane]);
        int leader = lane == vehicles.segment[v] ? vehicles.ahead[v] : leaderOn(lane, v);
        double rear;
        if (leader != NONE) {
            rear = vehicles.position[leader] - vehicles.length[leader];
        } else {
            leader = occupancy.tailOn(lane);
            if (leader == NONE) {
                return wanted;
            }
            rear = occupancy.tailRear(lane);
        }
        double gap = rear - vehicles.position[v] - vehicles.minGap[v];
        return Math.min(
                wanted,
                CarFollowing.followSpeed(
                        gap,
                        vehicles.speed[leader],
                        vehicles.decel[v],
                        vehicles.decel[leader],
                        vehicles.headway[v],
                        step));
    }

    /** First vehicle on another lane whose front is not behind the own front. */
    private int leaderOn(int lane, int v) {
        int u = occupancy.back[lane];
        while (u != NONE && vehicles.position[u] < vehicles.position[v]) {
            u = vehicles.ahead[u];
        }
        return u;
    }

    private boolean change(int v, int direction, boolean must) {
        int lane = vehicles.segment[v];
        int target = lane + direction;
        int link = road.laneLink[lane];
        if (target < road.linkLane[link]
                || target >= road.linkLane[link + 1]
                || !lanes.open(target, vehicles.kind[v])
                || !fits(v, target, must)) {
            return false;
        }
        occupancy.remove(v);
        occupancy.insert(v, target);
        lanes.orient(v);
        vehicles.sinceChange[v] = 0;
        vehicles.wish[v] = 0;
        return true;
    }

    /**
     * Two drivers who stand side by side and each need the other's lane let each other through: they exchange places. Without
     * it they would stand for ever, for neither can drive back. Both must have stood for a while, and both must fit.
     */
    private boolean exchange(int v, int direction) {
        if (vehicles.standing[v] < EXCHANGE_SECONDS) {
            return false;
        }
        int lane = vehicles.segment[v];
        int u = leaderOn(lane + direction, v);
        u = u == NONE || beside(v, u) ? u : vehicles.behind[u];
        if (u == NONE
                || !beside(v, u)
                || vehicles.standing[u] < EXCHANGE_SECONDS
                || Integer.signum(vehicles.laneOffset[u]) != -direction
                || vehicles.claim[u] != NONE
                || vehicles.haltUntil[u] >= 0
                || !lanes.open(lane, vehicles.kind[u])
                || !lanes.open(lane + direction, vehicles.kind[v])
                || !roomBehind(u, vehicles.length[v])
                || !roomBehind(v, vehicles.length[u])) {
            return false;
        }
        double position = vehicles.position[v];
        occupancy.remove(v);
        occupancy.remove(u);
        vehicles.position[v] = vehicles.position[u];
        vehicles.position[u] = position;
        occupancy.insert(v, lane + direction);
        occupancy.insert(u, lane);
        lanes.orient(v);
        lanes.orient(u);
        return true;
    }

    private boolean beside(int v, int u) {
        return Math.abs(vehicles.position[v] - vehicles.position[u]) < vehicles.length[v];
    }

    /** Whether a vehicle of this length fits where this one stands. */
    private boolean roomBehind(int v, double length) {
        int behind = vehicles.behind[v];
        double rear = vehicles.position[v] - length;
        if (behind == NONE) {
            return rear >= 0 || length <= vehicles.length[v];
        }
        double stopping = CarFollowing.brakeGap(vehicles.speed[behind], vehicles.decel[behind], step)
                + vehicles.speed[behind] * vehicles.headway[behind];
        return rear - vehicles.position[behind] > vehicles.minGap[behind] + stopping;
    }

    private boolean fits(int v, int target, boolean must) {
        double position = vehicles.position[v];
        double speed = vehicles.speed[v];
        double braking = CarFollowing.brakeGap(speed, vehicles.decel[v], step);
        if (road.segLength[target] - position < braking) {
            return false;
        }
        if (position < vehicles.length[v] && road.segLength[target] > vehicles.length[v] + vehicles.minGap[v]) {
            // Its tail is still in the node behind.
            return false;
        }
        int leader = leaderOn(target, v);
        double rear = Double.MAX_VALUE;
        if (leader != NONE) {
            rear = vehicles.position[leader] - vehicles.length[leader];
        } else {
            leader = occupancy.tailOn(target);
            rear = leader == NONE ? rear : occupancy.tailRear(target);
        }
        if (leader != NONE) {
            double gap = rear - position - vehicles.minGap[v];
            if (gap < 0 || followSpeed(v, leader, gap) < speed - vehicles.decel[v] * step) {
                return false;
            }
        }
        int follower = leaderOn(target, v) == NONE ? occupancy.front[target] : vehicles.behind[leaderOn(target, v)];
        if (follower != NONE) {
            double gap = position - vehicles.length[v] - vehicles.position[follower] - vehicles.minGap[follower];
            return gap >= 0 && bearable(follower, v, gap, must);
        }
        return upstreamBears(v, target, position - vehicles.length[v], must);
    }

    /** Whether those who come onto the lane from behind can live with a new leader whose rear is at this place. */
    boolean upstreamBears(int v, int lane, double rear, boolean must) {
        for (int i = road.laneInStart[lane]; i < road.laneInStart[lane + 1]; i++) {
            int m = road.laneIn[i];
            int u = occupancy.front[road.laneCount + m];
            double way = rear + road.segLength[road.laneCount + m];
            if (u == NONE) {
                u = occupancy.front[road.moveFrom[m]];
                if (u == NONE || vehicles.movement[u] != m) {
                    continue;
                }
                way += road.segLength[road.moveFrom[m]];
            }
            if (u == v) {
                continue;
            }
            double gap = way - vehicles.position[u] - vehicles.minGap[u];
            if (gap < 0 || !bearable(u, v, gap, must)) {
                return false;
            }
        }
        return true;
    }

    private boolean bearable(int follower, int v, double gap, boolean must) {
        double hardest = vehicles.decel[follower] * (must ? 1 : 0.5) * step;
        return followSpeed(follower, v, gap) >= vehicles.speed[follower] - hardest;
    }

    private double followSpeed(int v, int leader, double gap) {
        return CarFollowing.followSpeed(
                gap, vehicles.speed[leader], vehicles.decel[v], vehicles.decel[leader], vehicles.headway[v], step);
    }

    /**
     * Whoever comes behind on the target lane keeps behind the own rear, and the own driver falls behind who is beside it.
     * Vehicles that are beside the own one cannot vanish: they go ahead.
     */
    private void askForRoom(int v, int target) {
        int beside = leaderOn(target, v);
        double rear = vehicles.position[v] - vehicles.length[v];
        int follower = beside == NONE ? occupancy.front[target] : vehicles.behind[beside];
        while (follower != NONE && vehicles.position[follower] + vehicles.minGap[follower] > rear) {
            beside = follower;
            follower = vehicles.behind[follower];
        }
        if (follower != NONE && vehicles.claim[follower] == NONE) {
            double gap = rear - vehicles.position[follower] - vehicles.minGap[follower];
            vehicles.courtesy[follower] = Math.min(vehicles.courtesy[follower], followSpeed(follower, v, gap));
        }
        if (beside != NONE && vehicles.speed[v] > 1) {
            double gap =
                    vehicles.position[beside] - vehicles.length[beside] - vehicles.minGap[v] - vehicles.position[v];
            boolean firstOfTwo = vehicles.laneOffset[beside] * vehicles.laneOffset[v] < 0
                    && vehicles.position[beside] < vehicles.position[v];
            // Of two who want each other's lane the one behind falls back; else both would creep to the end side by
            // side.
            if (gap < 0 && !firstOfTwo) {
                double slower = Math.max(1, vehicles.speed[beside] - 0.5 * vehicles.decel[v] * step);
                vehicles.courtesy[v] = Math.min(vehicles.courtesy[v], slower);
            }
        }
    }
}
