package meridian.field;

/**
 * The simulated clock.
 *
 * @param seconds second of the simulated day
 * @param speed simulated seconds in a second
 * @param paused whether it stands
 * @param behind whether the machine cannot keep the speed asked for
 */
public record Clock(double seconds, double speed, boolean paused, boolean behind) {
    public static final double SLOWEST = 1;
    public static final double FASTEST = 60;

    public Clock {
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new IllegalArgumentException(
                    "the speed is " + SLOWEST + " to " + FASTEST + " simulated seconds in a second, got " + speed);
        }
    }
}
