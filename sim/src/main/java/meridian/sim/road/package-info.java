/**
 * Microscopic road traffic: vehicles on lanes, second by second.
 *
 * <p>Start with {@link meridian.sim.road.RoadEngine}; {@link meridian.sim.road.CarFollowing} is the one formula everything
 * else serves, and {@link meridian.sim.road.Junctions} the one rule that keeps crossing paths apart.
 *
 * <p><b>State.</b> One row per vehicle in parallel arrays, one row per segment (a lane, or a movement through a node).
 * Nothing allocates in a step, but where an array has to grow or a trip begins.
 *
 * <p><b>Threads.</b> One engine belongs to one thread. To run ten what-ifs, make ten engines.
 *
 * <p><b>Time.</b> The step counter is the only clock; the same network, demand and seed give the same bytes.
 *
 * <p><b>Not here.</b> Making demand, reading files, talking to real signals. Nobody is teleported: a gridlock is found and
 * reported, not hidden.
 */
@NullMarked
package meridian.sim.road;

import org.jspecify.annotations.NullMarked;
