package meridian.sim.road.oracle;

import meridian.sim.road.oracle.Movement.Pair;
import org.jspecify.annotations.Nullable;

/** Which gaps in the traffic with right of way a driver accepts. */
final class GapRule {
    /** More streets do not meet at an all-way stop. */
    private static final int MOST_APPROACHES = 8;

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
            Movement movement,
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
        return new Plan(v, m, distance < 0, arrive, leave, arriveSpeed, leaveSpeed, impatience);
    }

    /** Whether somebody who is on the way to a movement and not committed yet has to be let pass. */
    boolean blocked(Plan plan, Pair pair) {
        Movement foe = pair.foe();
        boolean stopsFirst = scene.lights.stopsFirst(foe);
        for (Vehicle u : foe.from.vehicles) {
            double distance = foe.from.length - u.position;
            if (u.movement == foe
                    && u.lineClaim == null
                    && !u.halting()
                    && (!stopsFirst || u.standing > 0 && distance <= constants.atLineMeters)
                    && mustLetPass(plan, u, pair, distance, u.leg)) {
                return true;
            }
        }
        for (Knock knock : foe.junction.knocks) {
            if (knock.movement() == foe
                    && !stopsFirst
                    && mustLetPass(plan, knock.vehicle(), pair, knock.meters(), knock.leg())) {
                return true;
            }
        }
        return false;
    }

    private boolean mustLetPass(Plan plan, Vehicle u, Pair pair, double distance, int leg) {
        Movement foe = pair.foe();
        boolean merges = pair.merges();
        Vehicle v = plan.vehicle;
        double speed = u.speed;
        if (u == v || distance > constants.seenMeters + constants.seenSeconds * speed) {
            return false;
        }
        if (u.standing > 0) {
            if (plan.inside && u.standing > constants.startsSeconds) {
                return false;
            }
            if (v.standing > 0 && goesFirst(plan, u, pair) || !room.behind(u, foe, leg)) {
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

    /**
     * Whether the driver of the plan, of two who stand, goes first: who has stood longer; at an all-way stop then who comes from
     * the right; then who set out first.
     */
    private static boolean goesFirst(Plan plan, Vehicle u, Pair pair) {
        Vehicle v = plan.vehicle;
        if (v.standing != u.standing) {
            return v.standing > u.standing;
        }
        boolean lower = v.number < u.number;
        boolean otherWaits = plan.movement.reverse(pair).waitsInTie();
        if (!plan.movement.allWayStop || otherWaits == pair.waitsInTie()) {
            return lower;
        }
        return otherWaits || lower && isInCircle(plan);
    }

    /** Whether those who came at the same moment wait for each other round to the driver of the plan. */
    private static boolean isInCircle(Plan plan) {
        Movement at = plan.movement;
        for (int hops = 0; hops < MOST_APPROACHES; hops++) {
            at = tiedBefore(at, plan.vehicle.standing);
            if (at == null || at == plan.movement) {
                return at != null;
            }
        }
        return false;
    }

    /** A movement whose first driver has stood as long and goes before this one in a tie. */
    private static @Nullable Movement tiedBefore(Movement m, float standing) {
        return m.pairs.stream()
                .filter(Pair::waitsInTie)
                .map(Pair::foe)
                .filter(foe -> {
                    Vehicle u = foe.from.first();
                    return u != null && u.movement == foe && u.lineClaim == null && u.standing == standing;
                })
                .findFirst()
                .orElse(null);
    }
}
