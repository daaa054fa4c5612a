package meridian.bench.cityflow;

/**
 * The hour of a city under a rule, in both measures.
 *
 * @param city its name
 * @param rule that chose the phases
 * @param publishedApproachSeconds time on approaches as published, mean over vehicles that were on one
 * @param approachSeconds the same here
 * @param cityFlowTripSeconds whole trips in CityFlow, waiting outside included, mean over all trips that were due
 * @param tripSeconds the same here
 * @param due trips that were due in the hour
 * @param entered vehicles that came onto the road
 * @param arrived vehicles that ended their trip
 */
public record PublishedHour(
        String city,
        SignalRule rule,
        double publishedApproachSeconds,
        double approachSeconds,
        double cityFlowTripSeconds,
        double tripSeconds,
        long due,
        long entered,
        long arrived) {

    /** Time on approaches against the published one, %. */
    public double approachPercent() {
        return 100 * (approachSeconds / publishedApproachSeconds - 1);
    }

    /** Whole trips against CityFlow's, %. */
    public double tripPercent() {
        return 100 * (tripSeconds / cityFlowTripSeconds - 1);
    }
}
