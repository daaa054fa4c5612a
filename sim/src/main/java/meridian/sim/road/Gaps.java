package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

/**
 * Which gaps in the traffic with right of way a driver accepts.
 *
 * <p>The rule is that of J. Erdmann, D. Krajzewicz, "SUMO's Road Intersection Model" (2014): both drivers' times at the line
 * and beyond the node are estimated; who yields goes when the other has left before, or comes {@link #MARGIN_SECONDS} or
 * more after; and who ends in the same lane must besides not be caught up. The longer a driver has stood, the more braking
 * is expected from the other. Of two who stand and would wait for each other the one goes who has stood longer.
 */
final class Gaps {
    /** Time kept between leaving a node and the arrival of who has right of way, s (SUMO's jmTimegapMinor). */
    private static final double MARGIN_SECONDS = 1;
    /** Standing this long makes a driver wholly impatient, s (SUMO's time-to-impatience). */
    private static final double IMPATIENT_SECONDS = 180;
    /**
     * Who has stood before an open line longer than this cannot go, s; often because somebody waits in its way inside the
     * node, who then need not wait for it.
     */
    private static final double STARTS_SECONDS = 3;
    /** Drivers on their way are seen this far before their line: metres, and seconds of their speed. */
    private static final double SEEN_METERS = 10;

    private static final double SEEN_SECONDS = 6;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Knocks knocks;
    private final Room room;
    private final double step;

    Gaps(RoadNetwork road, Vehicles vehicles, Occupancy occupancy, Knocks knocks, Room room, double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.knocks = knocks;
        this.room = room;
        this.step = step;
    }

    /** One driver's plan to go through a movement: times in seconds from now, speeds in m/s. */
    static final class Plan {
        private int vehicle;
        private boolean inside;
        private double arrive;
        private double leave;
        private double arriveSpeed;
        private double leaveSpeed;
        private double impatience;
    }

    void plan(Plan plan, int v, int m, double distance, double limit) {
        double accel = vehicles.accel(v);
        double speed = vehicles.speed[v];
        double top = Math.max(limit, speed);
        plan.vehicle = v;
        plan.inside = distance < 0;
        plan.arrive = CarFollowing.secondsToCover(distance, speed, accel, limit);
        plan.arriveSpeed = Math.min(top, Math.sqrt(speed * speed + 2 * accel * Math.max(0, distance)));
        double through = road.segLength[road.laneCount + m] + vehicles.length(v) + Math.min(0, distance);
        plan.leave = plan.arrive + CarFollowing.secondsToCover(through, plan.arriveSpeed, accel, limit);
        plan.leaveSpeed = Math.min(
                Math.max(limit, plan.arriveSpeed),
                Math.sqrt(plan.arriveSpeed * plan.arriveSpeed + 2 * accel * through));
        plan.impatience = Math.min(1, vehicles.standing[v] / IMPATIENT_SECONDS);
    }

    /** Whether somebody who is on the way to a movement, and not committed to it yet, has to be let pass. */
    boolean blocked(Plan plan, int foe, boolean merges) {
        int lane = road.moveFrom[foe];
        double length = road.segLength[lane];
        for (int u = occupancy.front[lane]; u != NONE; u = vehicles.behind[u]) {
            double distance = length - vehicles.position[u];
            if (distance > SEEN_METERS + SEEN_SECONDS * 1.2 * road.segLimit[lane]) {
                break;
            }
            if (vehicles.movement[u] == foe
                    && vehicles.lineClaim[u] == NONE
                    && !vehicles.halting(u)
                    && mustLetPass(plan, u, foe, distance, vehicles.leg[u], merges)) {
                return true;
            }
        }
        for (int u = knocks.first[road.nodeOf(lane)]; u != NONE; u = knocks.next[u]) {
            if (vehicles.knock[u] == foe
                    && mustLetPass(plan, u, foe, vehicles.knockMeters[u], vehicles.knockLeg[u], merges)) {
                return true;
            }
        }
        return false;
    }

    private boolean mustLetPass(Plan plan, int u, int foe, double distance, int leg, boolean merges) {
        int v = plan.vehicle;
        double speed = vehicles.speed[u];
        if (u == v || distance > SEEN_METERS + SEEN_SECONDS * speed) {
            return false;
        }
        if (vehicles.standing[u] > 0) {
            if (plan.inside && vehicles.standing[u] > STARTS_SECONDS) {
                return false;
            }
            boolean both = vehicles.standing[v] > 0;
            if (both && waitedLonger(v, u) || !room.behind(u, foe, leg)) {
                return false;
            }
        }
        double accel = vehicles.accel(u);
        double limit = vehicles.wanted(u, road.segLimit[road.laneCount + foe]);
        double arrive = CarFollowing.secondsToCover(distance, speed, accel, Math.max(limit, speed));
        double through = road.segLength[road.laneCount + foe] + vehicles.length(u);
        double arriveSpeed = Math.min(Math.max(limit, speed), Math.sqrt(speed * speed + 2 * accel * distance));
        double leave = arrive + CarFollowing.secondsToCover(through, arriveSpeed, accel, limit);
        double decel = vehicles.decel(u);
        double slowest = Math.sqrt(Math.max(0, speed * speed - 2 * decel * distance));
        if (leave < plan.arrive) {
            double leaveSpeed =
                    Math.min(Math.max(limit, arriveSpeed), Math.sqrt(arriveSpeed * arriveSpeed + 2 * accel * through));
            return merges
                    && (plan.arrive - leave < MARGIN_SECONDS
                            || catchesUp(leaveSpeed, plan.arriveSpeed, decel, vehicles.decel(v)));
        }
        if (plan.impatience > 0) {
            double braking = Math.max(arrive, distance / Math.max(0.05, (speed + slowest) / 2));
            arrive += plan.impatience * (braking - arrive);
        }
        boolean goesBefore = arrive > plan.leave + MARGIN_SECONDS
                && CarFollowing.brakeGap(speed, decel, step) + speed * step < distance;
        return !goesBefore || merges && catchesUp(plan.leaveSpeed, slowest, vehicles.decel(v), decel);
    }

    private static boolean catchesUp(double leaderSpeed, double speed, double leaderDecel, double decel) {
        return leaderSpeed * leaderSpeed / leaderDecel <= speed * speed / decel;
    }

    private boolean waitedLonger(int v, int u) {
        return vehicles.standing[v] > vehicles.standing[u]
                || vehicles.standing[v] == vehicles.standing[u] && vehicles.serial[v] < vehicles.serial[u];
    }
}
