package meridian.sim.road.oracle;

/** Which gaps in the traffic with right of way a driver accepts. */
final class GapRule {
    private final Scene scene;
    private final Constants constants;
    private final RoomRule room;

    GapRule(Scene scene, RoomRule room) {
        this.scene = scene;
        this.room = room;
        constants = scene.constants;
    }

    /** A driver's way through a movement: seconds from now, m/s. */
    record Plan(
            Vehicle vehicle,
            boolean inside,
            double arrive,
            double leave,
            double arriveSpeed,
            double leaveSpeed,
            double impatience) {}

    Plan plan(Vehicle v, Movement m, double distance, double limit) {
        double accel = v.accel();
        double speed = v.speed;
        double top = Math.max(limit, speed);
        double arrive = Speeds.secondsToCover(distance, speed, accel, limit);
        double arriveSpeed = Math.min(top, Math.sqrt(speed * speed + 2 * accel * Math.max(0, distance)));
        double through = m.length + v.length() + Math.min(0, distance);
        double leave = arrive + Speeds.secondsToCover(through, arriveSpeed, accel, limit);
        double leaveSpeed =
                Math.min(Math.max(limit, arriveSpeed), Math.sqrt(arriveSpeed * arriveSpeed + 2 * accel * through));
        double impatience = Math.min(1, v.standing / constants.impatientSeconds);
        return new Plan(v, distance < 0, arrive, leave, arriveSpeed, leaveSpeed, impatience);
    }

    /** Whether somebody who is on the way to a movement and not committed yet has to be let pass. */
    boolean blocked(Plan plan, Movement foe, boolean merges) {
        for (Vehicle u : foe.from.vehicles) {
            double distance = foe.from.length - u.position;
            if (u.movement == foe
                    && u.lineClaim == null
                    && !u.halting()
                    && mustLetPass(plan, u, foe, distance, u.leg, merges)) {
                return true;
            }
        }
        for (Knock knock : foe.junction.knocks) {
            if (knock.movement() == foe
                    && mustLetPass(plan, knock.vehicle(), foe, knock.meters(), knock.leg(), merges)) {
                return true;
            }
        }
        return false;
    }

    private boolean mustLetPass(Plan plan, Vehicle u, Movement foe, double distance, int leg, boolean merges) {
        Vehicle v = plan.vehicle;
        double speed = u.speed;
        if (u == v || distance > constants.seenMeters + constants.seenSeconds * speed) {
            return false;
        }
        if (u.standing > 0) {
            if (plan.inside && u.standing > constants.startsSeconds) {
                return false;
            }
            if (v.standing > 0 && waitedLonger(v, u) || !room.behind(u, foe, leg)) {
                return false;
            }
        }
        double accel = u.accel();
        double limit = u.wanted(foe.limit);
        double arrive = Speeds.secondsToCover(distance, speed, accel, Math.max(limit, speed));
        double through = foe.length + u.length();
        double arriveSpeed = Math.min(Math.max(limit, speed), Math.sqrt(speed * speed + 2 * accel * distance));
        double leave = arrive + Speeds.secondsToCover(through, arriveSpeed, accel, limit);
        double slowest = Math.sqrt(Math.max(0, speed * speed - 2 * u.decel() * distance));
        if (leave < plan.arrive) {
            double leaveSpeed =
                    Math.min(Math.max(limit, arriveSpeed), Math.sqrt(arriveSpeed * arriveSpeed + 2 * accel * through));
            return merges
                    && (plan.arrive - leave < constants.marginSeconds
                            || catchesUp(leaveSpeed, plan.arriveSpeed, u.decel(), v.decel()));
        }
        if (plan.impatience > 0) {
            double braking = Math.max(arrive, distance / Math.max(0.05, (speed + slowest) / 2));
            arrive += plan.impatience * (braking - arrive);
        }
        boolean goesBefore =
                arrive > plan.leave + constants.marginSeconds && u.brakeGap(scene.step) + speed * scene.step < distance;
        return !goesBefore || merges && catchesUp(plan.leaveSpeed, slowest, v.decel(), u.decel());
    }

    private static boolean catchesUp(double leaderSpeed, double speed, double leaderDecel, double decel) {
        return leaderSpeed * leaderSpeed / leaderDecel <= speed * speed / decel;
    }

    private static boolean waitedLonger(Vehicle v, Vehicle u) {
        return v.standing > u.standing || v.standing == u.standing && v.number < u.number;
    }
}
