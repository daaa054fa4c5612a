package meridian.model;

import meridian.model.geo.LonLat;

/**
 * Something about a city that will trouble whoever simulates it.
 *
 * @param id of the node, link, signal or trip it is about
 * @param at where it is; longitude and latitude near 0 where the city is not tied to the earth
 * @param what what was found, with its value
 * @param advice what to do next
 */
public record Finding(Kind kind, Severity severity, String id, LonLat at, String what, String advice) {
    /** What is wrong. The order is that of reports. */
    public enum Kind {
        CONFLICTING_GREENS,
        NEVER_GREEN,
        SIGNAL_WITHOUT_PLAN,
        CUT_OFF,
        NO_WAY_ON,
        NO_WAY_IN,
        LANE_WITHOUT_EXIT,
        MOVEMENT_FOR_NOBODY,
        NO_SIZE,
        LENGTH_AND_SHAPE_DIFFER,
        TRIP_WITHOUT_WAY,
        DEAD_END
    }

    /** How bad it is. */
    public enum Severity {
        /** The result of a simulation will be wrong. */
        ERROR,
        /** Some vehicles will be stuck, or go a way that real ones do not. */
        WARNING,
        /** Usual at the edge of a cut-out map. */
        NOTE
    }
}
