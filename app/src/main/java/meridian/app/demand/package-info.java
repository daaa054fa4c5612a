/**
 * Demand that people write down: a readable file of numbers with their sources becomes a {@link
 * meridian.sim.demand.DemandModel}.
 */
@NullMarked
package meridian.app.demand;

import org.jspecify.annotations.NullMarked;
