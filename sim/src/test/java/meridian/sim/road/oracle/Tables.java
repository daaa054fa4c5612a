package meridian.sim.road.oracle;

/** What of the engine's tables, built once and tested elsewhere, is not written down twice: geometry and places of detectors. */
public interface Tables {
    /**
     * The stretch of the first movement's path that the second one's touches, and the stretch of the second's.
     *
     * @return enter, exit, the other's enter, the other's exit, m from the stop lines
     */
    double[] stretches(int movement, int foe);

    /** How far a movement's path lies together with that of one from the same lane, m of the other's way. */
    double apart(int movement, int sibling);

    int detectors();

    /** Number of the lane that a detector lies on. */
    int detectorLane(int detector);

    /** Where on it, m. */
    double detectorMeters(int detector);

    /** Detectors that lengthen a phase of a controller's plan. */
    int[] lengthening(int controller, int phase);
}
