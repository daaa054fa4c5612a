package meridian.twin;

/**
 * What became of all that was folded. Observations that came together count each for itself; duplicates are not counted here,
 * because how often something comes twice says nothing about the state.
 */
public record FoldCounts(long applied, long older, long unknown, long existing, long refused) {
    public static final FoldCounts NONE = new FoldCounts(0, 0, 0, 0, 0);

    public long all() {
        return applied + older + unknown + existing + refused;
    }
}
