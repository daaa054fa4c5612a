package meridian.decide;

/** Tries stages in a twin of the present. The twin may be wrong, and is never asked to be right. */
public interface WhatIf {
    /** Looks at the present; trials begin there until this is called again. */
    void begin();

    /**
     * What comes if junctions turn to these stages now, and to those at the next decisions.
     *
     * @param stages for each decision from now on, by junction; −1: the usual rule answers there, as it does at all later decisions
     */
    Prediction trial(int[][] stages);

    /** Whether it sees enough of the traffic before a junction; where it does not, its promises for that junction mean little. */
    default boolean sees(int junction) {
        return true;
    }
}
