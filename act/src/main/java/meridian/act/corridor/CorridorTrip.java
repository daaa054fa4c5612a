package meridian.act.corridor;

import java.util.List;
import java.util.Map;

/**
 * One trip, the same in each alternative.
 *
 * @param seed of the city's traffic
 * @param requestSeconds second of the day in which the vehicle asks and departs
 * @param fromLink where it begins
 * @param toLink where it ends
 * @param freeSeconds what the fastest way takes at the vehicle's wanted speed if nobody else is there and no light is red: a bound
 * @param runs by alternative
 */
public record CorridorTrip(
        long seed,
        double requestSeconds,
        int fromLink,
        int toLink,
        double freeSeconds,
        Map<Alternative, CorridorRun> runs) {
    public CorridorTrip {
        runs = Map.copyOf(runs);
    }

    /** Whether the vehicle arrived in all of these. */
    public boolean complete(List<Alternative> alternatives) {
        return alternatives.stream().allMatch(a -> runs.get(a).arrived());
    }

    /** Vehicle seconds that everybody else lost more than without priority. */
    public double extraSeconds(Alternative alternative) {
        return runs.get(alternative).lostInAll() - runs.get(Alternative.NONE).lostInAll();
    }

    /** The same for each minute after the vehicle's arrival in this alternative. */
    public double[] extraByMinute(Alternative alternative, int minutes) {
        double from = runs.get(alternative).travelSeconds();
        double[] extra = runs.get(alternative).lostByMinute(from, minutes);
        double[] none = runs.get(Alternative.NONE).lostByMinute(from, minutes);
        for (int m = 0; m < minutes; m++) {
            extra[m] -= none[m];
        }
        return extra;
    }
}
