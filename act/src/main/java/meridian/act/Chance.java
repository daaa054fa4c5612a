package meridian.act;

/** Numbers drawn from a seed and what they are for, so that nobody's drawing changes another's. */
final class Chance {
    private Chance() {}

    /** Uniform in [0, 1): the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
    static double unit(long seed, long what) {
        long z = seed * 0x9e3779b97f4a7c15L + what * 0xd1342543de82ef95L + 0x632be59bd9b4e019L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return ((z ^ z >>> 31) >>> 11) * 0x1p-53;
    }
}
