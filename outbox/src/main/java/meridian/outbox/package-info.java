/**
 * The outbox: what subscribers are to be told, kept on the disk until they have been told.
 *
 * <p>Start with {@link meridian.outbox.Outbox}. It follows the twin: {@code Matcher} finds what an event means for each
 * subscription, {@code Store} keeps it in the transaction that moves the outbox's position on. A {@code Delivery} for each
 * subscription sends what is kept and deletes it when the target has said that it has it.
 *
 * <p><b>Promises.</b> Each notification is in the outbox once, whatever is killed when. It is told at least once, under an id
 * that stays the same. Of one entity none overtakes an earlier one; other entities go on. What cannot be told becomes a dead
 * letter, which can be listed and told again; none disappears without being counted.
 *
 * <p><b>Time.</b> Pauses and ages of what is being sent are counted by the machine's monotonic clock: a clock that is put
 * forward or back makes nothing old. {@code expiresAt} is compared with the journal's time of the event.
 *
 * <p><b>Not here.</b> JSON: {@link meridian.outbox.Wording} is given by who knows it.
 */
@NullMarked
package meridian.outbox;

import org.jspecify.annotations.NullMarked;
