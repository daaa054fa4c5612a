package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

/**
 * Moving to a neighbouring lane when it must be (the own lane does not lead on) or pays (the own leader is slow).
 *
 * <p>The ideas are those of J. Erdmann, "Lane-Changing Model in SUMO" (2014): urgency grows with the number of lanes to go
 * and the way that is left; gains are gathered over time before a driver acts; the driver behind in the target lane lets
 * somebody in who must change. A change happens at once, between two steps, only on lanes (never inside a node), never by who
 * is committed to a movement, and only where both the changing driver and the one behind can go on with comfortable braking.
 *
 * <p>All lanes of a link are gone through together from the front to the back, so the vehicles in front on every lane are
 * known without searching. One thread for a link.
 */
final class LaneChanger {
    /** Seconds of driving a necessary change is begun ahead, for each lane to the right and to the left (LC2013: 10, 20). */
    private static final double SECONDS_RIGHT = 10;

    private static final double SECONDS_LEFT = 20;
    private static final double LOWEST_PLANNING_SPEED = 5;
    /** Who has stood this long beside somebody who needs the own lane exchanges places, s. */
    private static final float EXCHANGE_SECONDS = 20;
    /** Least gap behind who takes a place in an exchange, m. */
    private static final double CLOSE_METERS = 0.2;
    /** Nobody stands longer than this to let somebody in, s. */
    private static final float LETS_IN_SECONDS = 10;
    /** Seconds from one thought of overtaking to the next. */
    private static final double THINK_SECONDS = 3;
    /** Gathered wish at which a driver overtakes. */
    private static final float ENOUGH = 1.2f;
    /** A change is to be done in this part of the time that is left (LC2013's urgency). */
    private static final double HURRY = 2;
    /** Rest between two changes that only pay, s. */
    private static final float REST_SECONDS = 4;
    /** A lane that pays must lead at least this much farther than the vehicle is, in seconds of driving. */
    private static final double WORTH_SECONDS = 15;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final Room room;
    private final LaneChoice lanes;
    private final double step;
    /** Steps from one thought of overtaking to the next, and what is left of the wish then. */
    private final int thinkEvery;

    private final float forget;
    private int now;
    private boolean thinking;

    /** Of each lane of the link in hand: the nearest vehicle in front of the one in hand, and the next to be looked at. */
    private int[] front = new int[16];

    private int[] upcoming = new int[16];
    /** Place of the next to be looked at, m; less than any place where there is none. */
    private double[] place = new double[16];

    LaneChanger(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            Room room,
            LaneChoice lanes,
            double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.room = room;
        this.lanes = lanes;
        this.step = step;
        thinkEvery = Math.max(1, (int) Math.round(THINK_SECONDS / step));
        forget = (float) Math.pow(0.5, step * thinkEvery);
    }

    /** Lets all drivers on a link change lanes who must or like to, and can. They think of overtaking in the same steps. */
    void sweep(int link, long stepNumber) {
        thinking = (link + stepNumber) % thinkEvery == 0;
        if (!thinking && !occupancy.anyMisplaced(link)) {
            return;
        }
        now = (int) stepNumber;
        int first = road.linkLane[link];
        int count = road.lanesOf(link);
        if (front.length < count) {
            front = new int[count];
            upcoming = new int[count];
            place = new double[count];
        }
        for (int i = 0; i < count; i++) {
            front[i] = NONE;
            next(i, occupancy.front[first + i]);
        }
        for (int lane = foremost(count); upcoming[lane] != NONE; lane = foremost(count)) {
            int v = upcoming[lane];
            next(lane, vehicles.behind[v]);
            consider(v, first, lane);
            front[vehicles.segment[v] - first] = v;
        }
    }

    private void next(int lane, int v) {
        upcoming[lane] = v;
        place[lane] = v == NONE ? Double.NEGATIVE_INFINITY : vehicles.position[v];
    }

    private int foremost(int count) {
        int lane = 0;
        for (int i = 1; i < count; i++) {
            if (place[i] > place[lane]) {
                lane = i;
            }
        }
        return lane;
    }

    /** Lets a driver change to the lane on one side, where that goes, to make room. */
    boolean aside(int v, int direction, int stepNumber) {
        int target = vehicles.segment[v] + direction;
        int link = road.laneLink[vehicles.segment[v]];
        if (target < road.linkLane[link]
                || target >= road.linkLane[link + 1]
                || !lanes.open(target, vehicles.kind(v))) {
            return false;
        }
        int inFront = occupancy.back[target];
        while (inFront != NONE && vehicles.position[inFront] < vehicles.position[v]) {
            inFront = vehicles.ahead[inFront];
        }
        if (!fits(v, target, inFront, true)) {
            return false;
        }
        move(v, target, inFront);
        vehicles.lastChange[v] = stepNumber;
        vehicles.wish[v] = 0;
        return true;
    }

    private void consider(int v, int first, int lane) {
        int offset = vehicles.laneOffset[v];
        if (offset == 0 && !thinking || vehicles.lineClaim[v] != NONE || vehicles.halting(v)) {
            return;
        }
        if (offset != 0 && urgent(v, offset, first + lane + offset)) {
            int direction = Integer.signum(offset);
            if (!change(v, first, lane + direction, true) && !exchange(v, first, lane, direction)) {
                askForRoom(v, first, lane + direction);
            }
            return;
        }
        if (thinking) {
            overtake(v, first, lane);
        }
    }

    private boolean urgent(int v, int offset, int lane) {
        double left = vehicles.reach[v] - vehicles.position[v] - queue(v, lane);
        double speed = Math.max(LOWEST_PLANNING_SPEED, vehicles.speed[v]);
        double seconds = offset > 0 ? SECONDS_LEFT : SECONDS_RIGHT;
        double needed = speed * seconds + 2 * vehicles.space(v);
        return left < Math.abs(offset) * needed;
    }

    /**
     * Way that others take on the better lane and beyond, m. It shortens the way that is left (as in LC2013): drivers join a
     * queue at its back.
     */
    private double queue(int v, int better) {
        return occupancy.takenNow(better) + vehicles.jamBeyond[v];
    }

    private void overtake(int v, int first, int lane) {
        double wanted = vehicles.wanted(v, road.segLimit[first + lane]);
        double own = prospect(v, first + lane, front[lane], wanted);
        float wish = vehicles.wish[v];
        if (own >= 0.95 * wanted) {
            vehicles.wish[v] = wish * forget;
            return;
        }
        double left = prospectBeside(v, first, lane + 1, vehicles.reachLeft[v]);
        double right = prospectBeside(v, first, lane - 1, vehicles.reachRight[v]);
        boolean toLeft = left >= right;
        double best = Math.max(left, right);
        double gain = best <= own ? 0 : (best - own) / Math.max(wanted, 0.1);
        if (gain < 0.05) {
            vehicles.wish[v] = wish * forget;
            return;
        }
        boolean turned = toLeft != wish >= 0;
        wish = (turned ? 0 : wish) + (float) (toLeft ? gain : -gain) * thinkEvery * (float) step;
        vehicles.wish[v] = wish;
        if (Math.abs(wish) > ENOUGH && (now - vehicles.lastChange[v]) * step > REST_SECONDS) {
            change(v, first, toLeft ? lane + 1 : lane - 1, false);
        }
    }

    private double prospectBeside(int v, int first, int lane, double reach) {
        if (!worth(v, reach) || !lanes.open(first + lane, vehicles.kind(v))) {
            return -1;
        }
        return prospect(v, first + lane, front[lane], vehicles.wanted(v, road.segLimit[first + lane]));
    }

    private boolean worth(int v, double reach) {
        if (reach < 0) {
            return false;
        }
        if (reach >= vehicles.reach[v] - 1) {
            return true;
        }
        if (vehicles.types.cityFlow[vehicles.type[v]]) {
            return false;
        }
        double left = reach - vehicles.position[v] - queue(v, vehicles.segment[v] + vehicles.laneOffset[v]);
        return left > WORTH_SECONDS * 2 * Math.max(LOWEST_PLANNING_SPEED, vehicles.speed[v]);
    }

    /** Speed that a lane promises, m/s: what its next leader allows. */
    private double prospect(int v, int lane, int inFront, double wanted) {
        int leader = inFront;
        double rear;
        if (leader != NONE) {
            rear = vehicles.rear(leader);
        } else {
            leader = occupancy.tailOn(lane);
            if (leader == NONE) {
                return wanted;
            }
            rear = occupancy.tailRear(lane);
        }
        double gap = rear - vehicles.position[v] - vehicles.gap(v);
        if (CarFollowing.farEnough(gap, wanted, vehicles.decel(v), vehicles.headway(v), step)) {
            return wanted;
        }
        return Math.clamp(followSpeed(v, leader, gap), 0, wanted);
    }

    private boolean change(int v, int first, int lane, boolean must) {
        int target = first + lane;
        int link = road.laneLink[first];
        if (target < first
                || target >= road.linkLane[link + 1]
                || !lanes.open(target, vehicles.kind(v))
                || !fits(v, target, front[lane], must)) {
            return false;
        }
        move(v, target, front[lane]);
        vehicles.lastChange[v] = now;
        vehicles.wish[v] = 0;
        return true;
    }

    private void move(int v, int target, int ahead) {
        occupancy.remove(v);
        occupancy.insertBehind(v, target, ahead);
        lanes.orient(v);
    }

    /** Whether a vehicle can come onto a lane where it is now, behind {@code inFront}, or as the first where that is NONE. */
    boolean fits(int v, int target, int inFront, boolean must) {
        double position = vehicles.position[v];
        double braking = DriverRules.brakeGap(vehicles, v, step);
        if (road.segLength[target] - position < braking) {
            return false;
        }
        if (position < vehicles.length(v) && road.segLength[target] > vehicles.space(v)) {
            // Its tail is still in the node behind.
            return false;
        }
        int leader = inFront;
        double rear = Double.MAX_VALUE;
        if (leader != NONE) {
            rear = vehicles.rear(leader);
        } else {
            leader = occupancy.tailOn(target);
            rear = leader == NONE ? rear : occupancy.tailRear(target);
        }
        if (leader != NONE) {
            double gap = rear - position - vehicles.gap(v);
            if (gap < 0 || followSpeed(v, leader, gap) < vehicles.speed[v] - vehicles.decel(v) * step) {
                return false;
            }
        }
        int follower = inFront == NONE ? occupancy.front[target] : vehicles.behind[inFront];
        if (follower != NONE) {
            double gap = vehicles.rear(v) - vehicles.position[follower] - vehicles.gap(follower);
            if (gap < 0 || !bearable(follower, v, gap, must)) {
                return false;
            }
        } else if (!upstreamBears(v, target, vehicles.rear(v), must)) {
            return false;
        }
        return room.toChangeInto(v, target, follower);
    }

    /** Whether those who are committed to come onto the lane can live with a new leader whose rear is at this place. */
    boolean upstreamBears(int v, int lane, double rear, boolean must) {
        for (int i = road.laneInStart[lane]; i < road.laneInStart[lane + 1]; i++) {
            int m = road.laneIn[i];
            double length = road.segLength[road.laneCount + m];
            for (int c = claims.first[m]; c != NONE; c = claims.next[c]) {
                int u = claims.vehicle(c);
                double front = claims.front(c);
                if (u != v && front < length) {
                    double gap = rear + length - front - vehicles.gap(u);
                    if (gap < 0 || !bearable(u, v, gap, must)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean bearable(int follower, int v, double gap, boolean must) {
        double hardest = vehicles.decel(follower) * (must ? 1 : 0.5) * step;
        return followSpeed(follower, v, gap) >= vehicles.speed[follower] - hardest;
    }

    private double followSpeed(int v, int leader, double gap) {
        return DriverRules.followSpeed(vehicles, v, leader, gap, step);
    }

    /**
     * Two drivers who stand side by side and each need the other's lane let each other through: they exchange places. Without
     * it they would stand for ever, for neither can drive back. Both must have stood for a while, and both must fit.
     */
    private boolean exchange(int v, int first, int lane, int direction) {
        if (vehicles.standing[v] < EXCHANGE_SECONDS) {
            return false;
        }
        int there = lane + direction;
        int u = front[there] != NONE && beside(v, front[there])
                ? front[there]
                : front[there] == NONE ? occupancy.front[first + there] : vehicles.behind[front[there]];
        if (u == NONE
                || !beside(v, u)
                || vehicles.standing[u] < EXCHANGE_SECONDS
                || !likesToGo(u, -direction)
                || vehicles.lineClaim[u] != NONE
                || vehicles.halting(u)
                || !lanes.open(first + lane, vehicles.kind(u))
                || !lanes.open(first + there, vehicles.kind(v))
                || vehicles.position[u] < vehicles.length(v)
                || vehicles.position[v] < vehicles.length(u)
                || !roomBehind(u, vehicles.length(v))
                || !roomBehind(v, vehicles.length(u))) {
            return false;
        }
        double position = vehicles.position[v];
        int beforeU = vehicles.ahead[u];
        int beforeV = vehicles.ahead[v];
        int next = vehicles.behind[v];
        occupancy.remove(v);
        occupancy.remove(u);
        double forward = vehicles.position[u] - position;
        vehicles.position[v] += forward;
        vehicles.odometer[v] += forward;
        vehicles.position[u] = position;
        vehicles.odometer[u] -= forward;
        occupancy.insertBehind(v, first + there, beforeU);
        occupancy.insertBehind(u, first + lane, beforeV);
        lanes.orient(v);
        lanes.orient(u);
        // Both have had their turn in this sweep.
        next(lane, next);
        next(there, vehicles.behind[v]);
        front[lane] = u;
        return true;
    }

    private boolean beside(int v, int u) {
        return Math.abs(vehicles.position[v] - vehicles.position[u]) < vehicles.length(v);
    }

    /** Whether a driver needs the lane on that side, or gets as far on it as on the own one. */
    private boolean likesToGo(int u, int direction) {
        double reach = direction > 0 ? vehicles.reachLeft[u] : vehicles.reachRight[u];
        int wanted = Integer.signum(vehicles.laneOffset[u]);
        return wanted == direction || wanted == 0 && reach >= vehicles.reach[u] - 1;
    }

    /** Whether a vehicle of this length fits where this one stands. */
    private boolean roomBehind(int v, double length) {
        if (length <= vehicles.length(v)) {
            return true;
        }
        int behind = vehicles.behind[v];
        double rear = vehicles.position[v] - length;
        if (behind == NONE) {
            return rear >= 0;
        }
        double stopping =
                DriverRules.brakeGap(vehicles, behind, step) + vehicles.speed[behind] * vehicles.headway(behind);
        // Who stands already may stand closer than usual.
        return rear - vehicles.position[behind] > CLOSE_METERS + stopping;
    }

    /**
     * Whoever comes behind on the target lane keeps behind the own rear, and the own driver falls behind who is beside it.
     * Vehicles that are beside the own one cannot vanish: they go ahead.
     */
    private void askForRoom(int v, int first, int lane) {
        if (first + lane < first || first + lane >= road.linkLane[road.laneLink[first] + 1]) {
            return;
        }
        int beside = front[lane];
        double rear = vehicles.rear(v);
        int follower = beside == NONE ? occupancy.front[first + lane] : vehicles.behind[beside];
        while (follower != NONE && vehicles.position[follower] + vehicles.gap(follower) > rear) {
            beside = follower;
            follower = vehicles.behind[follower];
        }
        if (follower != NONE && vehicles.lineClaim[follower] == NONE && vehicles.standing[follower] < LETS_IN_SECONDS) {
            double gap = rear - vehicles.position[follower] - vehicles.gap(follower);
            vehicles.nextSpeed[follower] = Math.min(vehicles.nextSpeed[follower], followSpeed(follower, v, gap));
        }
        if (beside != NONE && vehicles.speed[v] > 1 && !overtakes(v, beside)) {
            double gap = vehicles.rear(beside) - vehicles.gap(v) - vehicles.position[v];
            boolean firstOfTwo = vehicles.laneOffset[beside] * vehicles.laneOffset[v] < 0
                    && vehicles.position[beside] < vehicles.position[v];
            // Of two who want each other's lane the one behind falls back; else both would creep to the end side by
            // side.
            if (gap < 0 && !firstOfTwo) {
                double slower = Math.max(1, vehicles.speed[beside] - 0.5 * vehicles.decel(v) * step);
                vehicles.nextSpeed[v] = Math.min(vehicles.nextSpeed[v], slower);
            }
        }
    }

    /**
     * Whether a driver who must change lanes will come past somebody beside in time and change in front: who is faster does
     * not fall back.
     */
    private boolean overtakes(int v, int beside) {
        double faster = vehicles.speed[v] - vehicles.speed[beside];
        double left = vehicles.reach[v] - vehicles.position[v];
        double seconds = left / (HURRY * Math.abs(vehicles.laneOffset[v]) * vehicles.speed[v]);
        double way = vehicles.position[beside]
                - vehicles.rear(v)
                + vehicles.gap(beside)
                + vehicles.speed[beside] * vehicles.headway(beside);
        return faster * seconds > way;
    }
}
