package meridian.sim.road.oracle;

/** The formulas of Krauß and of the intelligent driver; speeds m/s, gaps m, decelerations positive m/s², steps s. */
final class Speeds {
    private Speeds() {}

    /** Way to a stop when braking in whole steps. */
    static double brakeGap(double speed, double decel, double step) {
        double reduction = decel * step;
        double steps = Math.floor(speed / reduction);
        return step * (steps * speed - reduction * steps * (steps + 1) / 2);
    }

    /** Highest speed that can be kept for {@code headway} and then be braked to nought within the gap. */
    static double stop(double gap, double decel, double headway, double step) {
        if (gap <= 0) {
            return 0;
        }
        double kept = Math.max(headway, step);
        double reduction = decel * step;
        double half = kept / step - 0.5;
        double n = Math.floor(-half + Math.sqrt(half * half + 2 * gap / (reduction * step)));
        double used = reduction * (n * kept + step * n * (n - 1) / 2);
        return n * reduction + (gap - used) / (n * step + kept);
    }

    /** Highest speed behind a leader who may brake at any time. */
    static double follow(
            double gap, double leaderSpeed, double decel, double leaderDecel, double headway, double step) {
        return stop(gap + brakeGap(leaderSpeed, Math.max(decel, leaderDecel), step), decel, headway, step);
    }

    /** Highest speed from which comfortable braking leads to {@code target} within the gap. */
    static double approach(double gap, double target, double decel, double step) {
        if (gap <= 0) {
            return target;
        }
        double reduction = decel * step / 2;
        return Math.max(target, -reduction + Math.sqrt(reduction * reduction + target * target + 2 * decel * gap));
    }

    static double dawdle(double speed, double accel, double sigma, double random, double step) {
        double lost = sigma * step * random * Math.min(accel, speed);
        return Math.max(0, speed - lost);
    }

    /** The intelligent driver's speed after this step. */
    static double intelligent(
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
            double wanted = standstillGap + Math.max(0, dynamic);
            double real = Math.max(0.1, gap + standstillGap);
            interaction = wanted * wanted / (real * real);
        }
        return Math.max(0, speed + step * accel * (free - interaction));
    }

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
