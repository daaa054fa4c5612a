package meridian.sim.road.oracle;

import meridian.model.demand.Trip;

/** A trip that is due and waits for room. */
record Waiting(Trip trip, int[] path, long number) {}
