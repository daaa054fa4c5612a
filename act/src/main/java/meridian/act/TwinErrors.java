package meridian.act;

/**
 * How the twin is wrong about the city that it is a twin of. The same seed gives the same errors.
 *
 * @param seed of all that is drawn
 * @param driverShare by which each parameter of its drivers is too high or too low: acceleration, time gap, standing gap and wanted
 *     speed; 0 to 0.5
 * @param ratios whether it knows only how traffic turns on the whole, and how many come into the city, not who goes where and when
 * @param failedShare of the lanes on which it does not see who is there, 0 to 1; it assumes as many as on the others
 * @param ageSeconds of what it is told; it reckons on from there
 */
public record TwinErrors(long seed, double driverShare, boolean ratios, double failedShare, int ageSeconds) {
    /** The twin is the city. */
    public static final TwinErrors NONE = new TwinErrors(0, 0, false, 0, 0);

    public TwinErrors {
        if (!(driverShare >= 0 && driverShare <= 0.5) || !(failedShare >= 0 && failedShare <= 1) || ageSeconds < 0) {
            throw new IllegalArgumentException(
                    "a twin's drivers are wrong by 0 to 0.5, its eyes by 0 to 1, its news 0 s old or more; got "
                            + driverShare + ", " + failedShare + ", " + ageSeconds + " s");
        }
    }

    /** The errors that results must hold under: drivers by a fifth, turning ratios, a tenth of the lanes unseen, 5 s old. */
    public static TwinErrors usual(long seed) {
        return new TwinErrors(seed, 0.2, true, 0.1, 5);
    }

    /** Whether anything is wrong at all. */
    public boolean any() {
        return driverShare > 0 || ratios || failedShare > 0 || ageSeconds > 0;
    }

    /** Factor of a parameter: too high or too low by the share. */
    double factor(int parameter) {
        return unit(0xd41e + parameter) < 0.5 ? 1 - driverShare : 1 + driverShare;
    }

    boolean unseen(int lane) {
        return unit(0x1a2e_0000L + lane) < failedShare;
    }

    private double unit(long what) {
        return Chance.unit(seed, what);
    }
}
