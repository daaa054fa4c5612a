/**
 * Traffic of a weekday, made from where people live and where they go.
 *
 * <p>Start with {@link meridian.sim.demand.DemandModel} (all numbers) and {@link meridian.sim.demand.GravityDemand} (the
 * trips).
 *
 * <p>The classic first steps of travel modelling: ends of trips from addresses and points of interest, pairs of ends from a
 * gravity model, hours from profiles. A trip is a vehicle's; there are no persons here, and none could be told apart.
 *
 * <p><b>State.</b> Zones and their matrices are made once; trips are made as they are asked for and never kept.
 * <p><b>Time.</b> Seconds since midnight of the simulated day. The same city, model and seed give the same trips.
 * <p><b>Not here.</b> Choosing routes ({@code meridian.sim.route}), buses with timetables, files.
 */
@NullMarked
package meridian.sim.demand;

import org.jspecify.annotations.NullMarked;
