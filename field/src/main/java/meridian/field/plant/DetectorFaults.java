package meridian.field.plant;

/**
 * What is wrong with what a simulated city's detectors tell. The same seed gives the same faults.
 *
 * @param seed of all that is drawn
 * @param failedShare of the detectors that tell nothing of use for the whole run, 0 to 1: a third is silent, a third stuck as if somebody
 *     stood on it, a third never sees anybody
 * @param miscountShare of the vehicles that a loop misses, and of those that it counts twice, 0 to 0.5
 * @param delaySeconds how late everything is told, whole seconds, 0 or more
 */
public record DetectorFaults(long seed, double failedShare, double miscountShare, int delaySeconds) {
    public static final DetectorFaults NONE = new DetectorFaults(0, 0, 0, 0);

    public DetectorFaults {
        if (!(failedShare >= 0 && failedShare <= 1) || !(miscountShare >= 0 && miscountShare <= 0.5)) {
            throw new IllegalArgumentException(
                    "detectors fail by a share of 0 to 1 and miscount by one of 0 to 0.5, got " + failedShare + " and "
                            + miscountShare);
        }
        if (delaySeconds < 0) {
            throw new IllegalArgumentException(
                    "nobody tells of what is still to come, got a delay of " + delaySeconds + " s");
        }
    }

    /** What a detector is like. */
    enum State {
        GOOD,
        SILENT,
        STUCK,
        BLIND
    }

    State state(int detector) {
        double drawn = unit(detector, 0x5eed);
        if (drawn >= failedShare) {
            return State.GOOD;
        }
        return State.values()[1 + (int) Math.min(2, 3 * drawn / failedShare)];
    }

    /** What a loop says that so many have passed in this second. */
    int told(int detector, long second, int passed) {
        int told = 0;
        for (int i = 0; i < passed && miscountShare > 0; i++) {
            double drawn = unit(detector, second * 31 + i);
            told += drawn < miscountShare ? 0 : drawn > 1 - miscountShare ? 2 : 1;
        }
        return miscountShare > 0 ? told : passed;
    }

    /** Uniform in [0, 1): the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014) over what it is drawn for. */
    private double unit(int detector, long what) {
        long z = seed * 0x9e3779b97f4a7c15L + detector * 0xbf58476d1ce4e5b9L + what * 0x94d049bb133111ebL;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
    }
}
