package meridian.sim.road;

/**
 * A small random stream whose whole state is one long, so that each vehicle has its own and a fork copies it.
 *
 * <p>Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014 (SplitMix64).
 */
final class RandomStream {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private RandomStream() {}

    static long seed(long seed, long number) {
        return mix(mix(seed) + number * GOLDEN);
    }

    static long next(long state) {
        return state + GOLDEN;
    }

    /** Uniform in [0, 1). */
    static double unit(long state) {
        return (mix(state) >>> 11) * 0x1.0p-53;
    }

    static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
