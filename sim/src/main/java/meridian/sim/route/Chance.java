package meridian.sim.route;

/** Numbers that look like chance and depend on their input alone. */
final class Chance {
    private Chance() {}

    /** In [0, 1), without a trace of neighbouring inputs (the finaliser of MurmurHash3). */
    static float unit(long input) {
        long h = input;
        h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        h ^= h >>> 33;
        return (h >>> 40) * 0x1p-24f;
    }
}
