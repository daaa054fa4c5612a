/**
 * From deciding to doing: the life of an action, who may approve it, and the receipt that is written before it takes effect.
 *
 * <p>Start with {@link meridian.act.life.ActionBook}, the one way in. {@link meridian.act.life.Leaf} lists all that can happen, {@link
 * meridian.act.life.Rules} says what may, {@link meridian.act.life.Receipt} is what stays. {@code docs/audit.md} has the written form.
 *
 * <p><b>Time</b> comes from outside, with each leaf. It never goes back in here: what was late once stays late.
 *
 * <p><b>Not here.</b> Deciding, simulating, the safety kernel, talking to signals, knowing whether somebody is who he says.
 */
@NullMarked
package meridian.act.life;

import org.jspecify.annotations.NullMarked;
