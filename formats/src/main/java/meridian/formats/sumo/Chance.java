package meridian.formats.sumo;

/** Chance that is the same on every run: a number drawn from a text, such as a vehicle's id. */
final class Chance {
    private Chance() {}

    /** 0 or more, below 1. */
    static double of(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        // FNV alone leaves similar ids close together; this is the finishing step of SplitMix64.
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return (hash >>> 11) * 0x1.0p-53;
    }
}
