package meridian.act.corridor;

/** Why a corridor has ended. */
public enum Ending {
    /** The vehicle has arrived, or says that it needs it no longer. */
    DONE,
    /** No report for {@value CorridorDesk#SILENT_SECONDS} s. */
    SILENT,
    /** A road on its way was closed, and no other way leads to its destination. */
    NO_WAY
}
