package meridian.safety;

/**
 * State, request and time to a later state or a refusal. {@link SafetyKernel} is the one that serves; whoever proves and tries
 * takes this, so that tests can show that a wrong one is found.
 */
public interface Kernel {
    /** What it obeys. */
    SafetyRules rules();

    /** A junction that nobody has controlled so far. */
    JunctionState start(long nowMillis);

    /** Asks for exactly these groups to be green as soon as may be; holds until the next accepted request. */
    Decision request(JunctionState state, long groups, long nowMillis);

    /** What follows from time alone. */
    Decision tick(JunctionState state, long nowMillis);

    /** Gives the junction to its fallback; always works. */
    JunctionState drop(JunctionState state, boolean latched, long nowMillis);

    /** Takes the junction back from {@link Mode#FALLBACK}. */
    Decision resume(JunctionState state, long nowMillis);

    /** The same from {@link Mode#LATCHED}: by a person who has looked. */
    Decision reset(JunctionState state, long nowMillis);
}
