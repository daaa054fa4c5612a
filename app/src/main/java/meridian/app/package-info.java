/**
 * Wiring, command line and first run: the only place that knows everybody.
 *
 * <p>Start with {@link meridian.app.Main}, the command line's root.
 */
@NullMarked
package meridian.app;

import org.jspecify.annotations.NullMarked;
