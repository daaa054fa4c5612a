package meridian.model.signal;

/** What a signal group shows. The order is part of the live frame and of files: append only. */
public enum Aspect {
    RED,
    RED_AMBER,
    AMBER,
    /** Go, but let crossing traffic with right of way pass first (a permitted turn). */
    GREEN_PERMITTED,
    /** Go; nobody crosses who should not. */
    GREEN_PROTECTED,
    /** Flashing amber: the signs hold. */
    FLASHING_AMBER,
    /** Dark: the signs hold. */
    OFF,
    /** Red with a green arrow or sign: stop, then go when free. */
    STOP_THEN_GO;

    /** Whether a driver may pass who finds nobody in the way. */
    public boolean open() {
        return switch (this) {
            case GREEN_PERMITTED, GREEN_PROTECTED, FLASHING_AMBER, OFF, STOP_THEN_GO -> true;
            case RED, RED_AMBER, AMBER -> false;
        };
    }

    public boolean green() {
        return this == GREEN_PERMITTED || this == GREEN_PROTECTED;
    }
}
