package meridian.sim.road.oracle;

/** Where paths through a node touch: plain geometry, which has tests of its own and is not written down twice. */
public interface Touching {
    /**
     * The stretch of the first movement's path that the second one's touches, and the stretch of the second's.
     *
     * @return enter, exit, the other's enter, the other's exit, m from the stop lines
     */
    double[] stretches(int movement, int foe);

    /** How far a movement's path lies together with that of one from the same lane, m of the other's way. */
    double apart(int movement, int sibling);
}
