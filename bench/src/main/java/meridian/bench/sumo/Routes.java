package meridian.bench.sumo;

/** Which way Meridian's drivers take whose trip names only its ends. SUMO's own take the fastest in the present traffic. */
public enum Routes {
    /** The way that is fastest where nobody else drives. */
    FREE,
    /** The way that is fastest in Meridian's traffic at departure, as SUMO would measure it ({@link AssumedTimes}). */
    LIVE,
    /** The way that SUMO chose for the same vehicle with the same seed, so that only the driving differs. */
    SUMO
}
