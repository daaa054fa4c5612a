/**
 * Signal control on the command line: the cities that it is tried in, many runs side by side, and what is printed of them.
 *
 * <p>Start with {@link meridian.app.signals.SignalSeries}. What a run does is {@link meridian.act.SignalTrial}'s.
 */
@NullMarked
package meridian.app.signals;

import org.jspecify.annotations.NullMarked;
