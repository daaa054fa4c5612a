/**
 * One simulation from start to end, what came out of it, and the files that keep it.
 *
 * <p>Start with {@link meridian.app.run.Experiment}, then {@link meridian.app.run.Outcome} and {@link
 * meridian.app.run.ResultFolder}.
 *
 * <p><b>Same seed, same bytes.</b> One thread, trips in order of departure, no time of the real world in any file.
 */
@NullMarked
package meridian.app.run;

import org.jspecify.annotations.NullMarked;
