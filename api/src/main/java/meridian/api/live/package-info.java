/**
 * What somebody who watches the twin is told: first the state of what he asked for, then each change.
 *
 * <p>Start with {@link meridian.api.live.Broadcast}, which is told of every batch that the twin folds, and {@link
 * meridian.api.live.Feed}, one for each who watches, which remembers what he was not told yet.
 *
 * <p><b>Threads.</b> The twin's thread hands a batch over and goes on. The broadcast's thread finds out whom it concerns. Each
 * feed is emptied by a thread of its own, as fast as its client reads; nobody waits for it.
 * <p><b>Memory.</b> A feed knows which entities and attributes to tell, never their values: those are taken from the newest
 * state when there is room on the wire.
 * <p><b>Not here.</b> HTTP.
 */
@NullMarked
package meridian.api.live;

import org.jspecify.annotations.NullMarked;
