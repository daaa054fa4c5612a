package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

/**
 * Which gaps in the traffic with right of way a driver accepts.
 *
 * <p>The rule is that of J. Erdmann, D. Krajzewicz, "SUMO's Road Intersection Model" (2014): both drivers' times at the line
 * and beyond the node are estimated; who yields goes when the other has left before, or comes {@link #MARGIN_SECONDS} or
 * more after; and who ends in the same lane must besides not be caught up. The longer a driver has stood, the more braking
 * is expected from the other. Of two who stand and would wait for each other the one goes who has stood longer: at an
 * all-way stop that is first come, first served, and there who comes from the right goes first of two who came at once.
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
    /** More streets do not meet at an all-way stop. */
    private static final int MOST_APPROACHES = 8;

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
        private int movement;
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
        plan.movement = m;
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

    /**
     * Whether somebody who is on the way to a movement, and not committed to it yet, has to be let pass.
     *
     * @param pair the own movement and that one
     * @param stopsFirst whether who takes it has to stand at its line before: until then it need not be let pass
     */
    boolean blocked(Plan plan, int pair, boolean stopsFirst) {
        int foe = road.zones.foe[pair];
        int lane = road.moveFrom[foe];
        double length = road.segLength[lane];
        for (int u = occupancy.front[lane]; u != NONE; u = vehicles.behind[u]) {
            double distance = length - vehicles.position[u];
            if (distance > SEEN_METERS + SEEN_SECONDS * Vehicles.HIGHEST_FACTOR * road.segLimit[lane]) {
                // Nobody behind is so fast as to be seen from there.
                break;
            }
            if (vehicles.movement[u] == foe
                    && vehicles.lineClaim[u] == NONE
                    && !vehicles.halting(u)
                    && (!stopsFirst || standsAtLine(u, distance))
                    && mustLetPass(plan, u, pair, distance, vehicles.leg[u])) {
                return true;
            }
        }
        if (stopsFirst) {
            return false;
        }
        for (int u = knocks.first[road.nodeOf(lane)]; u != NONE; u = knocks.next[u]) {
            if (vehicles.knock[u] == foe && mustLetPass(plan, u, pair, vehicles.knockMeters[u], vehicles.knockLeg[u])) {
                return true;
            }
        }
        return false;
    }

    private boolean standsAtLine(int u, double distance) {
        return vehicles.standing[u] > 0 && DriverRules.atLine(vehicles, u, distance);
    }

    private boolean mustLetPass(Plan plan, int u, int pair, double distance, int leg) {
        int v = plan.vehicle;
        int foe = road.zones.foe[pair];
        boolean merges = road.zones.merges[pair];
        double speed = vehicles.speed[u];
        if (u == v || distance > SEEN_METERS + SEEN_SECONDS * speed) {
            return false;
        }
        if (vehicles.standing[u] > 0) {
            if (plan.inside && vehicles.standing[u] > STARTS_SECONDS) {
                return false;
            }
            boolean both = vehicles.standing[v] > 0;
            if (both && goesBefore(plan, u, pair) || !room.behind(u, foe, leg)) {
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

    /** Whether the driver of the plan, of two who stand, goes first. */
    private boolean goesBefore(Plan plan, int u, int pair) {
        int v = plan.vehicle;
        if (vehicles.standing[v] != vehicles.standing[u]) {
            return vehicles.standing[v] > vehicles.standing[u];
        }
        boolean lower = vehicles.serial[v] < vehicles.serial[u];
        if (!road.moveAllWay[plan.movement]) {
            return lower;
        }
        boolean otherWaits = road.zones.waitsInTie[reverse(plan, pair)];
        if (otherWaits == road.zones.waitsInTie[pair]) {
            return lower;
        }
        // In a full circle, where everybody has somebody to the right, somebody has to begin.
        return otherWaits || lower && inCircle(plan);
    }

    private int reverse(Plan plan, int pair) {
        ConflictZones zones = road.zones;
        int foe = zones.foe[pair];
        int i = zones.start[foe];
        while (zones.foe[i] != plan.movement) {
            i++;
        }
        return i;
    }

    /** Whether those who came at the same moment wait for each other round to the driver of the plan. */
    private boolean inCircle(Plan plan) {
        int at = plan.movement;
        for (int hops = 0; hops < MOST_APPROACHES; hops++) {
            at = tiedBefore(at, vehicles.standing[plan.vehicle]);
            if (at == NONE || at == plan.movement) {
                return at != NONE;
            }
        }
        return false;
    }

    /** A movement whose first driver has stood exactly as long and goes before this one in a tie, or NONE. */
    private int tiedBefore(int m, float standing) {
        ConflictZones zones = road.zones;
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            int u = occupancy.front[road.moveFrom[zones.foe[i]]];
            if (zones.waitsInTie[i]
                    && u != NONE
                    && vehicles.movement[u] == zones.foe[i]
                    && vehicles.lineClaim[u] == NONE
                    && vehicles.standing[u] == standing) {
                return zones.foe[i];
            }
        }
        return NONE;
    }
}
