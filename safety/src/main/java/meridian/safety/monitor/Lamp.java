package meridian.safety.monitor;

/** What the field says that a group shows. */
public enum Lamp {
    RED,
    RED_AMBER,
    AMBER,
    GREEN,
    /** Nothing, or flashing amber: the signs hold, nobody is told to go. */
    DARK
}
