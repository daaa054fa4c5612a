/**
 * How fast the road engine is on reference cases, beside SUMO on the same networks and demand.
 *
 * <p>Start with {@link meridian.bench.road.RoadBench}; {@link meridian.bench.road.RoadCase} says what is simulated. Each of
 * Meridian's cases runs in a JVM of its own ({@link meridian.bench.road.RoadProcess}), so that none inherits another's
 * memory or compiled code; {@code RoadRun} is what happens there. {@code PlainNetwork} hands a city to SUMO.
 */
@NullMarked
package meridian.bench.road;

import org.jspecify.annotations.NullMarked;
