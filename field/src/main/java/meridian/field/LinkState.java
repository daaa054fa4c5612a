package meridian.field;

/** How each link runs: what is on it now, and its speed over the last minutes. Immutable once published. */
public final class LinkState {
    /** What {@link #ratioByte} says where nobody drove lately. */
    public static final int UNKNOWN = 255;

    private static final int FULL = 250;

    private final byte[] ratio;
    private final short[] vehicles;
    private final short[] standing;
    private final float[] speed;

    LinkState(byte[] ratio, short[] vehicles, short[] standing, float[] speed) {
        this.ratio = ratio;
        this.vehicles = vehicles;
        this.standing = standing;
        this.speed = speed;
    }

    public int size() {
        return ratio.length;
    }

    /** Speed over wanted speed as a byte: 0 to 250 is 0 to 1; {@link #UNKNOWN} where nobody drove lately. */
    public int ratioByte(int link) {
        return ratio[link] & 0xFF;
    }

    public boolean known(int link) {
        return ratioByte(link) != UNKNOWN;
    }

    /** Speed over wanted speed, 0 to 1; ask {@link #known} first. */
    public double ratio(int link) {
        return ratioByte(link) / (double) FULL;
    }

    static byte toByte(double ratio) {
        return (byte) Math.round(Math.clamp(ratio, 0, 1) * FULL);
    }

    /** Vehicles on the link now. */
    public int vehicles(int link) {
        return vehicles[link];
    }

    /** Vehicles on the link that stand. */
    public int standing(int link) {
        return standing[link];
    }

    /** Mean speed over the last minutes, m/s; ask {@link #known} first. */
    public double speedMps(int link) {
        return speed[link];
    }
}
