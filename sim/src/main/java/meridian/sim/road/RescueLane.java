package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

/**
 * Room for emergency vehicles on their way to a line: who is in front of one changes to another lane; where that does not go,
 * they slow down, stand aside, and it passes.
 *
 * <p>After SUMO's blue light device (user documentation, Simulation/Emergency), whose drivers react from {@value #HEARD_METERS} m
 * on. There they move sideways within their lane; here a lane has no width, so that passing is an exchange of places: the
 * emergency vehicle stands where the other stood, and that one behind it. It happens no more often than driving past at
 * {@value #PASSING_MPS} m/s would take, between two vehicles that are slow, wholly on the lane and not committed to any movement;
 * so nobody else notices, and nobody is ever inside another. What is not true of it: who was passed has moved back by a vehicle's
 * length.
 *
 * <p>One thread for a link, like {@link LaneChanger}.
 */
final class RescueLane {
    static final double HEARD_METERS = 25;
    /** Speed at which one drives past those who stand aside, m/s: an estimate, 20 km/h. */
    static final double PASSING_MPS = 5.56;
    /** Who is to be passed slows down to this, and is passed at no more than that, m/s: both stop within the gap they keep. */
    private static final double ASIDE_MPS = 2.5;

    private static final double SLOW_MPS = 2.8;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final LinkRecords records;
    private final LaneChoice lanes;
    private final LaneChanger changer;
    private final LoopCounts loops;
    private final double step;
    private int now;

    RescueLane(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            LinkRecords records,
            LaneChoice lanes,
            LaneChanger changer,
            LoopCounts loops,
            double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.records = records;
        this.lanes = lanes;
        this.changer = changer;
        this.loops = loops;
        this.step = step;
    }

    /** Lets all emergency vehicles on a link have room. */
    void make(int link, long stepNumber) {
        now = (int) stepNumber;
        for (int lane = road.linkLane[link]; lane < road.linkLane[link + 1]; lane++) {
            for (int v = occupancy.front[lane]; v != NONE; v = vehicles.behind[v]) {
                if (vehicles.emergency(v) && !vehicles.halting(v)) {
                    clear(v);
                    pass(v, lane);
                }
            }
        }
    }

    private void clear(int v) {
        double heardTo = vehicles.position[v] + HEARD_METERS;
        int u = vehicles.ahead[v];
        while (u != NONE && vehicles.rear(u) < heardTo) {
            int next = vehicles.ahead[u];
            if (givesWay(u) && !aside(u, -1, vehicles.reachRight[u]) && !aside(u, 1, vehicles.reachLeft[u])) {
                double slower = vehicles.speed[u] - 0.5 * vehicles.decel(u) * step;
                vehicles.nextSpeed[u] = Math.min(vehicles.nextSpeed[u], Math.max(ASIDE_MPS, slower));
            }
            u = next;
        }
    }

    private boolean givesWay(int u) {
        return !vehicles.emergency(u) && !vehicles.halting(u) && vehicles.lineClaim[u] == NONE;
    }

    /**
     * Only to a lane that leads as far: from another one a driver would want to come back at once, in front of the siren.
     *
     * @param reach how far the lane on that side can be driven, m from the link's start
     */
    private boolean aside(int u, int direction, double reach) {
        return reach >= vehicles.reach[u] - 1 && changer.aside(u, direction, now);
    }

    /** Exchanges places with the vehicle in front where both are slow and it would have been driven past by now. */
    private void pass(int v, int lane) {
        int u = vehicles.ahead[v];
        if (u == NONE || !givesWay(u) || !slowAndFree(u) || !slowAndFree(v)) {
            return;
        }
        double forward = vehicles.position[u] - vehicles.position[v];
        // Nobody farther behind notices: its rear comes no farther back than the other's was.
        double between = vehicles.rear(u) - vehicles.position[v];
        double back = vehicles.length(v) + Math.min(vehicles.gap(u), between);
        double rear = vehicles.rear(u) - back;
        boolean inTime = (now - vehicles.lastChange[v]) * step * PASSING_MPS >= forward;
        if (inTime && rear >= 0 && between < HEARD_METERS) {
            exchange(v, u, lane, forward, back);
        }
    }

    private boolean slowAndFree(int v) {
        return vehicles.speed[v] <= SLOW_MPS && vehicles.lineClaim[v] == NONE && !claims.any(v);
    }

    private void exchange(int v, int u, int lane, double forward, double back) {
        int ahead = vehicles.ahead[u];
        occupancy.remove(v);
        occupancy.remove(u);
        loops.shifted(v, lane, vehicles.position[v], vehicles.position[v] + forward);
        loops.shifted(u, lane, vehicles.position[u], vehicles.position[u] - back);
        move(v, forward);
        move(u, -back);
        occupancy.insertBehind(v, lane, ahead);
        occupancy.insertBehind(u, lane, v);
        double speed = Math.min(vehicles.speed[v], vehicles.speed[u]);
        vehicles.speed[v] = speed;
        vehicles.speed[u] = speed;
        lanes.orient(v);
        lanes.orient(u);
        records.meters[road.laneLink[lane]] += forward - back;
        vehicles.lastChange[v] = now;
        hasDriven(v, forward, vehicles.wanted(v, road.segLimit[lane]), road.laneLink[lane]);
    }

    private void move(int v, double meters) {
        vehicles.position[v] += meters;
        vehicles.odometer[v] += meters;
    }

    /** It drove past, though it seemed to stand: what was counted meanwhile was too much. */
    private void hasDriven(int v, double meters, double wanted, int link) {
        double seconds = meters / PASSING_MPS;
        double driven = Math.min(meters / wanted, vehicles.lost[v]);
        vehicles.standing[v] = 0;
        vehicles.waited[v] = (float) Math.max(0, vehicles.waited[v] - seconds);
        vehicles.lost[v] -= (float) driven;
        records.lost[link] -= driven;
    }
}
