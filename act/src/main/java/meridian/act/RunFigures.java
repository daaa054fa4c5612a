package meridian.act;

import java.util.List;

/**
 * What came of a run, of all trips that were due before its end.
 *
 * @param approachSeconds mean time on approaches to signals, as published with CityFlow: without waiting outside
 * @param tripSeconds mean time from the wished departure to arrival or the end, waiting outside included
 * @param delaySeconds mean time lost against driving as fast as everybody wants, waiting outside included
 * @param personDelaySeconds the same, mean over people, by the run's {@link Weights}
 * @param stops mean number of stands of those who arrived
 * @param longestStandSeconds the longest that anybody stood without a break
 * @param due trips that were due
 * @param arrived vehicles that arrived
 * @param outside trips that were due and had not entered at the end
 * @param refused wishes that safety kernels refused
 * @param fallbacks how often a junction fell back to its own plan
 * @param heldShare share of all areas' time in which the gridlock guard had given them back to their plan; 0 without a guard
 * @param interventions of that guard
 * @param exhausted decisions of rollouts for which there was less time than trials
 */
public record RunFigures(
        double approachSeconds,
        double tripSeconds,
        double delaySeconds,
        double personDelaySeconds,
        double stops,
        double longestStandSeconds,
        long due,
        long arrived,
        long outside,
        long refused,
        long fallbacks,
        double heldShare,
        List<GridlockGuard.Intervention> interventions,
        long exhausted) {
    public RunFigures {
        interventions = List.copyOf(interventions);
    }
}
