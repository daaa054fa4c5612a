package meridian.act.live;

import java.util.List;
import java.util.function.Function;
import meridian.act.life.Mode;
import meridian.decide.Deciders;
import meridian.model.City;
import meridian.safety.JunctionRules;
import meridian.safety.RulesFinder;

/**
 * How a desk works.
 *
 * @param model version of what decides and forecasts, for receipts
 * @param starter person who started it
 * @param firstMode of areas of which nobody has said anything yet
 * @param share of one processor that looking ahead takes, more than 0, up to 1
 * @param actionSeconds how long an action holds junctions that the desk proposes itself, s of the city
 * @param mostJunctions of one action that it proposes itself
 * @param lookSeconds over which it sees where most is lost before it proposes, s of the city
 * @param openSeconds how long a proposal is open, s of the city; never more than ten minutes of people's time
 * @param firstPairs pairs of trials of each decider, by which one is chosen
 * @param pairs of trials of the chosen one, drawn anew, by which it is judged; 3 or more
 * @param deciders that it tries
 * @param rules of all controllers of the city, in its order; asked once, on a thread of the desk's
 */
public record DeskSettings(
        String model,
        String starter,
        Mode firstMode,
        double share,
        int actionSeconds,
        int mostJunctions,
        int lookSeconds,
        int openSeconds,
        int firstPairs,
        int pairs,
        List<Deciders> deciders,
        Function<City, List<JunctionRules>> rules) {
    public DeskSettings {
        deciders = List.copyOf(deciders);
        if (!(share > 0 && share <= 1)
                || actionSeconds < 60
                || mostJunctions < 1
                || lookSeconds < 1
                || openSeconds < 1
                || firstPairs < 2
                || pairs < 3
                || deciders.isEmpty()) {
            throw new IllegalArgumentException(
                    "a desk needs a share of a processor, actions of 60 s or more, junctions,"
                            + " times, 2 and 3 pairs of trials or more, and a decider");
        }
    }

    /** The same with rules that people have changed. */
    public DeskSettings withRules(List<JunctionRules> changed) {
        List<JunctionRules> known = List.copyOf(changed);
        return new DeskSettings(
                model,
                starter,
                firstMode,
                share,
                actionSeconds,
                mostJunctions,
                lookSeconds,
                openSeconds,
                firstPairs,
                pairs,
                deciders,
                city -> known);
    }

    /** For a running city beside its page: two fifths of a processor, ten minutes, four junctions. */
    public static DeskSettings usual(String model, String starter, Mode firstMode) {
        return new DeskSettings(
                model,
                starter,
                firstMode,
                0.4,
                600,
                4,
                120,
                600,
                2,
                6,
                List.of(Deciders.MAX_PRESSURE, Deciders.ADVANCED_MAX_PRESSURE, Deciders.MOST_THROUGH),
                RulesFinder::find);
    }
}
