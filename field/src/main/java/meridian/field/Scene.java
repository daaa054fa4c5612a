package meridian.field;

/**
 * One moment of the simulated city, for all who look at it. Immutable: the arrays are never changed after it has been
 * published, and readers must not change them either.
 *
 * <p>Vehicles have no identity here: their order is drawn anew for each scene, so entry i of one scene and entry i of the
 * next are different vehicles.
 */
public final class Scene {
    private final long number;
    private final Clock clock;
    private final int count;
    private final float[] x;
    private final float[] y;
    private final short[] motion;
    private final LinkState links;
    private final byte[] aspects;
    private final int[] phases;
    private final float[] secondsLeft;
    private final float[] mostSecondsLeft;

    Scene(
            long number,
            Clock clock,
            int count,
            float[] x,
            float[] y,
            short[] motion,
            LinkState links,
            byte[] aspects,
            int[] phases,
            float[] secondsLeft,
            float[] mostSecondsLeft) {
        this.number = number;
        this.clock = clock;
        this.count = count;
        this.x = x;
        this.y = y;
        this.motion = motion;
        this.links = links;
        this.aspects = aspects;
        this.phases = phases;
        this.secondsLeft = secondsLeft;
        this.mostSecondsLeft = mostSecondsLeft;
    }

    /** Grows by one with each scene. */
    public long number() {
        return number;
    }

    public Clock clock() {
        return clock;
    }

    /** Vehicles on the road. */
    public int count() {
        return count;
    }

    /** Place of vehicle i in the city's plane, m. */
    public float x(int i) {
        return x[i];
    }

    public float y(int i) {
        return y[i];
    }

    /** Speed, heading and kind of vehicle i as the live frame packs them; see docs/live-channel.md. */
    public short motion(int i) {
        return motion[i];
    }

    public LinkState links() {
        return links;
    }

    /** {@code Aspect.ordinal()} of a signal group, counted over all controllers. */
    public int aspect(int group) {
        return aspects[group];
    }

    /** Phase that a controller runs; the last one it ran while it is dark or flashes. */
    public int phase(int controller) {
        return phases[controller];
    }

    /**
     * Seconds of the simulation until the controller's next phase; where detectors may lengthen this one, the least. Infinite while
     * somebody holds it, or keeps the signal dark or flashing.
     */
    public float secondsLeft(int controller) {
        return secondsLeft[controller];
    }

    /** Seconds after which the next phase begins whoever comes. */
    public float mostSecondsLeft(int controller) {
        return mostSecondsLeft[controller];
    }

    /** Speed (m/s), heading (radians counter-clockwise from east) and kind in 16 bits. */
    static short pack(float speedMps, float heading, int kind) {
        int speed = Math.min(63, Math.round(speedMps));
        return (short) (speed | compass(heading) << 6 | kind << 12);
    }

    /** A heading in 64ths of a circle clockwise from north. */
    public static int compass(double heading) {
        double clockwise = Math.PI / 2 - heading;
        return Math.floorMod(Math.round(clockwise / (2 * Math.PI) * 64), 64);
    }
}
