package meridian.sim.road;

import meridian.model.demand.Trip;

/** Told of each trip that ends. Called from the engine's thread, in a fixed order. */
@FunctionalInterface
public interface TripLog {
    TripLog NONE = (trip, entered, left, meters, lost, waited, halts) -> {};

    /**
     * @param trip the trip
     * @param enteredSeconds second of the simulation at which it came onto the road
     * @param leftSeconds second at which it arrived
     * @param meters way driven
     * @param lostSeconds time lost against driving at its wanted speed
     * @param waitedSeconds time it stood, planned halts left out
     * @param halts how often it came to a stand
     */
    void arrived(
            Trip trip,
            double enteredSeconds,
            double leftSeconds,
            double meters,
            double lostSeconds,
            double waitedSeconds,
            int halts);
}
