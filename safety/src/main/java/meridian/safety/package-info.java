/**
 * What stands between whoever decides and the signals of a junction, and may never be wrong.
 *
 * <p>Start with {@link meridian.safety.SafetyKernel}: state, request and time give a later state or a {@link
 * meridian.safety.Refusal}, and nothing else counts. {@link meridian.safety.SafetyRules} is what it obeys; {@link
 * meridian.safety.RulesFinder} derives it from the network. {@link meridian.safety.SignalProof} searches all states of the
 * kernel, {@link meridian.safety.PlanCheck} holds fixed plans against the same rules, {@link meridian.safety.trial} tries to
 * break the kernel by chance. {@link meridian.safety.monitor} is the second, differently written check at the field; it knows
 * nothing of this package.
 *
 * <p><b>Time</b> is monotonic milliseconds that the caller brings. Nothing here has a clock.
 *
 * <p><b>Threads.</b> Rules, kernel and states are immutable.
 *
 * <p><b>Not here.</b> Deciding, files, talking to signals. {@code docs/safety.md} has the argument.
 */
@NullMarked
package meridian.safety;

import org.jspecify.annotations.NullMarked;
