package meridian.field;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.sim.assimilation.HiddenErrors;

/**
 * How a city follows the one outside.
 *
 * @param minutes simulated minutes for which it has been corrected; 0 while nobody reports enough
 * @param heard stations that correct it
 * @param hidden stations whose reports are kept from it, so that it can be told how wrong it is
 * @param silent stations that have not reported for long
 * @param reports that were used, since the start
 * @param refused reports that could not be used, by why
 * @param errors at the hidden stations over the last hour at most; empty until there is a quarter of an hour
 * @param uncorrected the same of a copy that hears nothing; empty where the city is too full for a copy beside it
 * @param believedClosed lanes that it holds to be closed though nobody has said so, as link's id and lane
 * @param added trips that came besides the demand
 * @param withdrawn trips that did not come
 * @param simulated whether the city outside is a simulated one
 */
public record FollowFigures(
        long minutes,
        int heard,
        int hidden,
        int silent,
        long reports,
        Map<String, Long> refused,
        Optional<HiddenErrors> errors,
        Optional<HiddenErrors> uncorrected,
        List<String> believedClosed,
        long added,
        long withdrawn,
        boolean simulated) {
    static final FollowFigures NONE =
            new FollowFigures(0, 0, 0, 0, 0, Map.of(), Optional.empty(), Optional.empty(), List.of(), 0, 0, false);

    public FollowFigures {
        refused = Map.copyOf(refused);
        believedClosed = List.copyOf(believedClosed);
    }
}
