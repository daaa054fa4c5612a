package meridian.field.text;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a loop tells.
 *
 * @param detector its index
 * @param count fronts that passed
 * @param occupancy share of the time in which somebody was over it
 * @param present whether somebody is now
 */
public record LoopReading(int detector, int count, double occupancy, boolean present) {
    /** More than pass a loop in a second when vehicles stand on each other. */
    private static final int MOST_COUNT_PER_SECOND = 5;

    /**
     * From JSON with {@code id}, {@code count}, {@code occupancy} and {@code present}.
     *
     * @param detectors index of each id
     * @param seconds that it tells about
     * @param rejected told why, where the value cannot be
     * @return null where it cannot be
     */
    public static @Nullable LoopReading of(
            JsonNode seen, Map<String, Integer> detectors, double seconds, Consumer<String> rejected) {
        String id = seen.path("id").asString("");
        Integer index = detectors.get(id);
        JsonNode count = seen.path("count");
        JsonNode occupancy = seen.path("occupancy");
        if (index == null) {
            rejected.accept("there is no detector '" + id + "'");
        } else if (!count.isInt() || count.intValue() < 0 || count.intValue() > MOST_COUNT_PER_SECOND * seconds) {
            rejected.accept("detector " + id + " counted " + count);
        } else if (!occupancy.isNumber() || !(occupancy.doubleValue() >= 0 && occupancy.doubleValue() <= 1)) {
            rejected.accept("detector " + id + " was occupied by " + occupancy);
        } else {
            boolean present = seen.path("present").asBoolean(false);
            return new LoopReading(index, count.intValue(), occupancy.doubleValue(), present);
        }
        return null;
    }
}
