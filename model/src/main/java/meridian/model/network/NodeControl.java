package meridian.model.network;

/** How a node decides who goes first. */
public enum NodeControl {
    /** Signals; where they are off, the priority rules of the movements hold. */
    SIGNALS,
    /** Major and minor roads: signs, or the class of the road. */
    PRIORITY,
    /** Who comes from the right goes first. */
    RIGHT_BEFORE_LEFT,
    /** Everybody stops, first come first served. */
    ALL_WAY_STOP,
    /** Part of a roundabout: who is on it goes first. */
    ROUNDABOUT,
    /** Lanes merge alternately. */
    ZIPPER,
    /** No conflicts: a bend, a change of lanes, a dead end. */
    NONE
}
