/**
 * The journal: every event gets a position, and is acknowledged only after it is on the disk.
 *
 * <p>Start with {@link meridian.journal.Journal}. What an event means is not known here: its payload is bytes.
 *
 * <p><b>Promises.</b> What was acknowledged is there after any crash, once, at its position. Positions only grow and are never
 * given twice; where a batch failed there are gaps. Whoever reads up to a position has seen all that will ever be before it.
 *
 * <p><b>One writer.</b> A single thread writes all streams, one transaction after the other, each with what has queued up
 * meanwhile. It alone gives positions, so these three promises need no further lock; an advisory lock in the database keeps a
 * second Meridian out, and tells after a broken connection when the old session can no longer commit anything.
 *
 * <p><b>Ids.</b> A producer names each event. An id that is still in its stream is recognised, also in the same batch or while
 * its first is being written, and is acknowledged with the first one's position. The payload that comes with it is not looked at.
 *
 * <p><b>Time.</b> {@link meridian.journal.RecordedEvent#recordedAt} never goes back. When the clock is put back, it stands still
 * until the clock has caught up; see {@link meridian.journal.SteadyClock} for what a jump means for retention.
 *
 * <p><b>Not here.</b> What events say, who may write them, what becomes of them.
 */
@NullMarked
package meridian.journal;

import org.jspecify.annotations.NullMarked;
