package meridian.twin.entity;

/** How far a value can be relied on. The order is part of the binary forms: append only. */
public enum Quality {
    /** Nobody said. */
    UNSTATED,
    /** Sensed by a device that was well. */
    MEASURED,
    /** Computed from measurements. */
    ESTIMATED,
    /** Filled in where the source was silent. */
    ASSUMED,
    /** From a simulation: every screen that shows it says so. */
    SIMULATED,
    /** Said about a time to come. */
    FORECAST,
    /** Sensed, but the device or a check has doubts. */
    SUSPECT
}
