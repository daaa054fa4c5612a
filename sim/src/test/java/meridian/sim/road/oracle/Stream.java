package meridian.sim.road.oracle;

/** One vehicle's random numbers: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), seeded with the run's seed and the vehicle's number. */
final class Stream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Stream(long seed, long number) {
        state = seed(seed, number);
    }

    static long seed(long seed, long number) {
        return mix(mix(seed) + number * GOLDEN);
    }

    /** Uniform in [0, 1). */
    double next() {
        state += GOLDEN;
        return unit(state);
    }

    static double unit(long state) {
        return (mix(state) >>> 11) * 0x1.0p-53;
    }

    /** Standard normal: twelve uniform numbers. */
    double nextGaussian() {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += next();
        }
        return sum - 6;
    }

    long state() {
        return state;
    }

    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
