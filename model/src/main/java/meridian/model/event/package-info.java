/**
 * What happens to a running city's roads: closures, other speed limits, weather; each for a while. Start with {@link
 * meridian.model.event.RoadEvent}.
 *
 * <p>Facts only. What drivers make of them is {@code meridian.sim.road}'s.
 */
@NullMarked
package meridian.model.event;

import org.jspecify.annotations.NullMarked;
