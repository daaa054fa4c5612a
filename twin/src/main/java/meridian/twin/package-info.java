/**
 * The live state of the city: what is true now, as far as the twin knows.
 *
 * <p>Start with {@link meridian.twin.TwinState}, an immutable snapshot, and {@link meridian.twin.TwinState#fold}: state and
 * event give the next state, and nothing else counts. {@link meridian.twin.TwinWriter} does the same for many events at a time.
 * {@link meridian.twin.SnapshotFile} keeps a state on the disk; a restart is the newest of them and the journal from there.
 *
 * <p><b>The rules of the fold.</b>
 *
 * <ol>
 *   <li>Events come in ascending order of position. One at or below the state's position was folded before and changes nothing.
 *   <li>Orders (created, replaced, merged, deleted) hold in the order of positions, whatever their times.
 *   <li>An observation replaces the value of its instance unless that one was observed later; of two observed at the same time,
 *       the later position holds. A value whose time nobody stated gives way to any observation. A late observation is still
 *       history: {@link meridian.twin.history.History}.
 *   <li>An observation keeps sub-properties, and the unit where it states none.
 *   <li>An observation of an entity that does not exist makes it where the observation says its type; otherwise it changes
 *       nothing and is counted. Any other event for an unknown entity changes nothing and is counted.
 *   <li>createdAt and modifiedAt are times of recording, never a clock's.
 * </ol>
 *
 * <p><b>Threads.</b> One writer; states are immutable, and a request keeps one from start to end, as long as it likes.
 *
 * <p><b>Not here.</b> The journal, a clock, HTTP, JSON.
 */
@NullMarked
package meridian.twin;

import org.jspecify.annotations.NullMarked;
