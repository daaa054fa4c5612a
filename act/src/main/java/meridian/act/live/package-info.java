/**
 * Between people and the signals of a running city: what is done is written before it happens, and what people must approve waits
 * for them.
 *
 * <p>{@link RoundReceipts} writes what a control loop does, round by round.
 */
@NullMarked
package meridian.act.live;

import org.jspecify.annotations.NullMarked;
