package meridian.act.corridor;

import meridian.decide.corridor.Corridor;

/** What a request is answered. */
public sealed interface Answer {
    /**
     * The corridor is open.
     *
     * @param corridor its way, which the vehicle should drive
     */
    record Opened(Corridor corridor) implements Answer {}

    /**
     * There is none.
     *
     * @param reason in words
     */
    record Refused(String reason) implements Answer {}
}
