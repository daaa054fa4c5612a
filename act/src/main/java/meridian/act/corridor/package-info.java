/**
 * Green corridors as they are carried out: {@link meridian.act.corridor.CorridorDesk} takes requests and reports and says second by
 * second which junctions are theirs; {@link meridian.act.corridor.LiveWays} finds ways; {@link meridian.act.corridor.CorridorTrial}
 * measures what that is worth.
 *
 * <p>What is decided is {@link meridian.decide.corridor}'s. Every wish goes through the safety kernel like any other.
 *
 * <p><b>Time.</b> The plant's clock, never the machine's. One desk belongs to one thread.
 */
@NullMarked
package meridian.act.corridor;

import org.jspecify.annotations.NullMarked;
