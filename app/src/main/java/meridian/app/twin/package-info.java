/**
 * The twin of a running city: its journal, its state, and the way from the one to the other.
 *
 * <p>Start with {@link meridian.app.twin.LiveTwin}.
 */
@NullMarked
package meridian.app.twin;

import org.jspecify.annotations.NullMarked;
