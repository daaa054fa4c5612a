package meridian.act.corridor;

import meridian.decide.corridor.CorridorTimes;

/** What can be done for a vehicle in a hurry. */
public enum Alternative {
    /** Nothing: it drives the fastest way by live travel times. */
    NONE("without priority"),
    /** The same way; the next junction alone is asked for, when the vehicle is near. */
    LOCAL("local pre-emption"),
    /** A way by live travel times less what signals can save; junctions are asked for in time for their queues to go. */
    CORRIDOR("corridor"),
    /** The same, and better ways are looked for while it drives. */
    DYNAMIC("corridor, dynamic route");

    private final String title;

    Alternative(String title) {
        this.title = title;
    }

    /** For tables. */
    public String title() {
        return title;
    }

    /** Whether signals are changed along the whole way, so that it is chosen accordingly. */
    boolean wholeWay() {
        return this == CORRIDOR || this == DYNAMIC;
    }

    CorridorTimes times() {
        return this == LOCAL ? CorridorTimes.LOCAL : CorridorTimes.CORRIDOR;
    }
}
