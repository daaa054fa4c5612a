/**
 * A city that lives in this process: its traffic, its engine and the server that shows it.
 *
 * <p>Start with {@link meridian.app.live.LiveCity}.
 */
@NullMarked
package meridian.app.live;

import org.jspecify.annotations.NullMarked;
