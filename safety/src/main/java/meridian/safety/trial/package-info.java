/**
 * Tries to break a kernel: an {@link meridian.safety.trial.Adversary} asks for what it should not, and a {@link
 * meridian.safety.trial.LampLog} finds out afterwards, from nothing but what was shown, whether anything went wrong.
 *
 * <p>Neither knows how the kernel works; they share its rules' numbers. Both are single-threaded.
 */
@NullMarked
package meridian.safety.trial;

import org.jspecify.annotations.NullMarked;
