/**
 * What people say to what is proposed for the signals of a running city. Start with {@link meridian.app.inbox.SignalHouse}.
 */
@NullMarked
package meridian.app.inbox;

import org.jspecify.annotations.NullMarked;
