/**
 * Honest effects: what a way of controlling signals changes, found by switching it on and off at random, never by before and after.
 *
 * <p>Start with {@link meridian.act.effect.SwitchbackDesign}, which says who is on when; {@link meridian.act.effect.SwitchbackEstimate}
 * makes an effect with its interval of what was measured. {@link meridian.act.effect.SwitchbackTrial} runs an experiment in a simulated
 * city, where the true effect can be had as well.
 *
 * <p><b>Units.</b> Vehicle seconds lost in a second, which is the number of vehicles that are being held up at a time.
 */
@NullMarked
package meridian.act.effect;

import org.jspecify.annotations.NullMarked;
