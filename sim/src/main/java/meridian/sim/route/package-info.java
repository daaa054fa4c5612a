/**
 * Ways through the city: the fastest one at present travel times, sensible others, and a driver's choice among them.
 *
 * <p>Start with {@link meridian.sim.route.Router}.
 *
 * <p><b>State.</b> The graph and its landmarks never change once made; what a search writes belongs to its {@link
 * meridian.sim.route.Router.Query}.
 * <p><b>Threads.</b> One router for all, one query object for each thread.
 * <p><b>Time.</b> Travel times are handed in; nothing here knows what time it is.
 * <p><b>Not here.</b> Lanes. A path is a chain of links; that its lanes can be reached is the engine's business.
 */
@NullMarked
package meridian.sim.route;

import org.jspecify.annotations.NullMarked;
