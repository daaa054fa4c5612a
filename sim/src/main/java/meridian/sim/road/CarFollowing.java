package meridian.sim.road;

/**
 * How fast a driver may go behind something: the collision-free speeds of Krauß and the intelligent driver model.
 *
 * <p>Sources: S. Krauß, "Microscopic Modeling of Traffic Flow" (dissertation, Cologne 1998), in the discrete form that SUMO
 * uses as its default (positions move with the new speed, braking happens in whole steps); M. Treiber, A. Hennecke, D.
 * Helbing, "Congested traffic states in empirical observations and microscopic simulations", Phys. Rev. E 62, 1805 (2000).
 *
 * <p>All speeds are m/s, gaps m (minimum gap already taken off), decelerations positive m/s², steps s. Valid for one lane
 * and speeds of 0 or more; drivers see the present, so rear-end risk cannot be studied with it.
 */
final class CarFollowing {
    private CarFollowing() {}

    /** Way to a stop when braking in whole steps, beginning now, m. */
    static double brakeGap(double speed, double decel, double step) {
        double reduction = decel * step;
        double steps = Math.floor(speed / reduction);
        // Speeds after each step are speed - k * reduction; the last one below a reduction drops to 0 at once.
        return step * (steps * speed - reduction * steps * (steps + 1) / 2);
    }

    /**
     * Highest speed from which a driver who keeps it for {@code headway} seconds and then brakes in whole steps stands
     * before the gap is used up.
     *
     * <p>With n whole reductions and a rest r, speed = n·reduction + r and the way is r·(n·step + headway) +
     * reduction·(n·headway + step·n(n−1)/2); n is the largest whose way with r = 0 fits.
     */
    static double stopSpeed(double gap, double decel, double headway, double step) {
        if (gap <= 0) {
            return 0;
        }
        // A speed is kept for a whole step at least, however quick the driver is.
        double kept = Math.max(headway, step);
        double reduction = decel * step;
        // Largest n with n·kept + step·n(n−1)/2 <= gap / reduction.
        double half = kept / step - 0.5;
        double n = Math.floor(-half + Math.sqrt(half * half + 2 * gap / (reduction * step)));
        double used = reduction * (n * kept + step * n * (n - 1) / 2);
        return n * reduction + (gap - used) / (n * step + kept);
    }

    /** Whether a speed is surely below {@link #followSpeed} whatever the leader does: cheap, and never wrong. */
    static boolean farEnough(double gap, double speed, double decel, double headway, double step) {
        return gap > speed * (Math.max(headway, step) + speed / (2 * decel)) + step * decel * step;
    }

    /** Highest speed behind a leader who may brake to a stop with {@code leaderDecel} at any time. */
    static double followSpeed(
            double gap, double leaderSpeed, double decel, double leaderDecel, double headway, double step) {
        return stopSpeed(gap + brakeGap(leaderSpeed, Math.max(decel, leaderDecel), step), decel, headway, step);
    }

    /** Highest speed now that lets a driver be at {@code target} speed after {@code gap} metres of comfortable braking. */
    static double approachSpeed(double gap, double target, double decel, double step) {
        if (gap <= 0) {
            return target;
        }
        double reduction = decel * step / 2;
        return Math.max(target, -reduction + Math.sqrt(reduction * reduction + target * target + 2 * decel * gap));
    }

    /** Krauß' imperfect driver: up to {@code sigma} of a step's acceleration is lost, less when creeping. */
    static double dawdle(double speed, double accel, double sigma, double random, double step) {
        double lost = sigma * step * random * Math.min(accel, speed);
        return Math.max(0, speed - lost);
    }

    /**
     * The intelligent driver's speed after this step; {@code gap} is infinite on a free road.
     *
     * @param standstillGap the model's s0; the gap given here already lacks it, so it is added back
     */
    static double intelligentSpeed(
            double speed,
            double desired,
            double gap,
            double leaderSpeed,
            double accel,
            double decel,
            double headway,
            double standstillGap,
            double step) {
        double ratio = speed / desired;
        double free = 1 - ratio * ratio * ratio * ratio;
        double interaction = 0;
        if (gap < 1e6) {
            double dynamic = speed * headway + speed * (speed - leaderSpeed) / (2 * Math.sqrt(accel * decel));
            // The paper lets the dynamic part go negative behind a faster car, which would square into braking.
            double wanted = standstillGap + Math.max(0, dynamic);
            double real = Math.max(0.1, gap + standstillGap);
            interaction = wanted * wanted / (real * real);
        }
        return Math.max(0, speed + step * accel * (free - interaction));
    }

    /** Seconds to cover a distance from this speed, accelerating up to a limit. */
    static double secondsToCover(double meters, double speed, double accel, double limit) {
        if (meters <= 0) {
            return 0;
        }
        double top = Math.max(limit, speed);
        double ramp = (top * top - speed * speed) / (2 * accel);
        if (ramp >= meters) {
            return (Math.sqrt(speed * speed + 2 * accel * meters) - speed) / accel;
        }
        return (top - speed) / accel + (meters - ramp) / Math.max(top, 0.1);
    }
}
