package meridian.field;

/**
 * The simulated clock.
 *
 * @param seconds second of the simulated day
 * @param speed simulated seconds in a second
 * @param paused whether it stands
 * @param behind whether the machine cannot keep the speed asked for
 * @param filling whether the streets are still filling before the day begins: it runs as fast as it can until then
 */
public record Clock(double seconds, double speed, boolean paused, boolean behind, boolean filling) {
    public static final double SLOWEST = 1;
    public static final double FASTEST = 60;

    public Clock {
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new IllegalArgumentException(
                    "the speed is " + SLOWEST + " to " + FASTEST + " simulated seconds in a second, got " + speed);
        }
    }
}
