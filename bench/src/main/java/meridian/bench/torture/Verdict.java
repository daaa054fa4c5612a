package meridian.bench.torture;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was found after a torture.
 *
 * @param count how often something was broken
 * @param acknowledged events that were acknowledged
 * @param stored events found afterwards, those among them that were not acknowledged in time
 * @param lost acknowledged and not there
 * @param doubled there more than once
 * @param moved there, or acknowledged, at another position than the first acknowledgement said
 * @param examples ids of some that were lost, doubled or moved
 */
public record Verdict(
        int count, long acknowledged, long stored, long lost, long doubled, long moved, List<String> examples) {
    static final Verdict NONE = new Verdict(0, 0, 0, 0, 0, 0, List.of());

    private static final int EXAMPLES = 10;

    public Verdict {
        examples = List.copyOf(examples.subList(0, Math.min(EXAMPLES, examples.size())));
    }

    public boolean isClean() {
        return lost == 0 && doubled == 0 && moved == 0;
    }

    Verdict plus(Verdict more) {
        return new Verdict(
                count + more.count,
                acknowledged + more.acknowledged,
                stored + more.stored,
                lost + more.lost,
                doubled + more.doubled,
                moved + more.moved,
                Stream.concat(examples.stream(), more.examples.stream()).toList());
    }
}
