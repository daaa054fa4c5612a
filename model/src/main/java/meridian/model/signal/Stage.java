package meridian.model.signal;

import java.util.BitSet;

/**
 * Groups that are green together.
 *
 * @param chosen groups that the stage is for; its length follows their traffic
 * @param groups these and all others that are green with them
 */
record Stage(BitSet chosen, BitSet groups) {
    /** For people on foot: no vehicle is green. */
    static final Stage WALK = new Stage(new BitSet(), new BitSet());
}
