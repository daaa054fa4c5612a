package meridian.sim.road;

/**
 * How fast a driver goes in the simulator CityFlow, for comparison with figures that were published with it. These drivers
 * move with the mean of the old and the new speed, brake continuously, and know their own next speed when they choose it.
 *
 * <p>Source: H. Zhang et al., "CityFlow: A Multi-Agent Reinforcement Learning Environment for Large Scale City Traffic
 * Scenario", WWW 2019; where the paper is silent, what the program does (cityflow-project/CityFlow, 81ee0f4).
 *
 * <p>Speeds are m/s, gaps m from bumper to bumper, decelerations positive m/s², steps s. A chosen speed below 0 means: stands
 * before the step is over. Right of way, room and lanes are the engine's own.
 */
final class CityFlowRules {
    /** Harder than anybody can brake, m/s. */
    private static final double AT_ONCE = -100;
    /** Distance kept to a place that somebody else passes first, m. */
    static final double HOLD_BACK_METERS = 5;
    /** Braking in equal parts, in whole steps, may end so far before a line, m. */
    static final double AT_LINE_METERS = 5;

    private CityFlowRules() {}

    /** Way to a stop when braking as hard as possible from now on, m. */
    static double brakeGap(double speed, double hardest) {
        return speed * speed / (2 * hardest);
    }

    /** Way of a step that ends with a chosen speed, m. */
    static double way(double speed, double chosen, double hardest, double step) {
        return chosen < 0 ? brakeGap(speed, hardest) : (speed + chosen) / 2 * step;
    }

    /**
     * Highest speed after which a driver can still stand {@code kept} metres behind a leader who brakes from now on.
     *
     * <p>The way of this step and of braking from the new speed x, (speed + x)/2 · step + x²/2·decel, must fit into the gap
     * and the leader's way to a stop. The second bound looks at the end of this step alone, where the leader has braked; it
     * is the program's, which leaves the own speed out of it.
     */
    static double safeSpeed(
            double gap, double kept, double speed, double decel, double leaderSpeed, double leaderDecel, double step) {
        double room = gap - kept + leaderSpeed * leaderSpeed / (2 * leaderDecel) - speed * step / 2;
        double half = decel * step / 2;
        double root = half * half + 2 * decel * room;
        if (root < 0) {
            return AT_ONCE;
        }
        double atTheEnd = 2 * leaderSpeed - leaderDecel * step + 2 * (gap - kept) / step;
        return Math.min(Math.sqrt(root) - half, atTheEnd);
    }

    /** Speed behind a leader: safe with the hardest braking, comfortable with the usual one, and with a time gap. */
    static double followSpeed(
            TypeTable types, int type, int leaderType, double gap, double speed, double leaderSpeed, double step) {
        double safe = safeSpeed(gap, 0, speed, types.hardest[type], leaderSpeed, types.hardest[leaderType], step);
        double comfortable =
                safeSpeed(gap, types.gap[type], speed, types.decel[type], leaderSpeed, types.decel[leaderType], step);
        double closing = Math.max(0, speed - leaderSpeed) / 2;
        double timed = (gap + (leaderSpeed + closing - speed / 2) * step) / (types.headway[type] + step / 2);
        return Math.min(Math.min(safe, comfortable), timed);
    }

    /** Speed towards a place to stop at: none while it is far; then braking in equal parts over the steps that are left. */
    static double stopSpeed(double gap, double speed, double accel, double decel, double step) {
        double faster = speed + accel * step;
        if ((speed + faster) / 2 * step + brakeGap(faster, decel) < gap) {
            return faster;
        }
        if (gap <= 0) {
            return speed == 0 ? 0 : AT_ONCE;
        }
        double steps = 2 * gap / (speed * step);
        return steps >= 1 ? speed - speed / Math.floor(steps) : speed - speed / steps;
    }

    /** A lower speed for the way through a node is driven from this distance to its line on, m. */
    static double slowFrom(double topSpeed, double decel, double step) {
        return brakeGap(topSpeed, decel) + 2 * topSpeed * step;
    }
}
