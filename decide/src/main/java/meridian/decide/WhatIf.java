package meridian.decide;

/** Tries stages in a twin of the present. The twin may be wrong, and is never asked to be right. */
public interface WhatIf {
    /** Looks at the present; trials begin there until this is called again. */
    void begin();

    /**
     * What comes if each junction turns to a stage now and is left to the usual rule after that.
     *
     * @param stages by junction; −1: it keeps what it shows
     */
    Prediction trial(int[] stages);
}
