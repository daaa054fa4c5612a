package meridian.twin;

import java.util.List;

/**
 * Takes part in all that the twin folds: a history, an outbox. It is called by the folding thread alone, with each event once and in
 * the order of positions, before anybody sees the state that they lead to.
 *
 * <p>After a restart events come again from the newest snapshot on; a snapshot is kept only after {@link #settle}. So whoever
 * leaves out what lies at or below its own {@link #position} has every event exactly once.
 */
public interface Follower {
    /** The last event that would still be known after a kill; 0 for none. */
    long position();

    /**
     * Takes a batch. What it cannot take it must keep itself: an exception stops the twin.
     *
     * @param events at least one; duplicates by position are not among them
     * @param before the state before the first of them
     * @param after the state after the last
     */
    void folded(List<Folded> events, TwinState before, TwinState after);

    /** Makes durable what it has taken. */
    void settle();
}
