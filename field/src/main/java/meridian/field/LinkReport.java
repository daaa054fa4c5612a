package meridian.field;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What somebody outside has counted on a link in a stretch of time.
 *
 * @param link index of the link
 * @param from start of the stretch
 * @param to its end
 * @param vehicles that passed in it
 * @param speedMps their mean speed, m/s; empty where nobody passed or nobody measures it
 * @param lanes vehicles by lane, where that is known
 * @param simulated whether the city outside is a simulated one
 */
public record LinkReport(
        int link,
        Instant from,
        Instant to,
        long vehicles,
        OptionalDouble speedMps,
        Map<Integer, Long> lanes,
        boolean simulated) {
    public LinkReport {
        lanes = Map.copyOf(lanes);
    }

    /** Length of the stretch, s. */
    public double seconds() {
        return (to.toEpochMilli() - from.toEpochMilli()) / 1000.0;
    }
}
