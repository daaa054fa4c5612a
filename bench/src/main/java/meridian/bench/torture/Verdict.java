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
 * @param refused appends of which was said that they were not stored
 * @param stuck how often nothing was acknowledged any more after what was broken had been mended
 * @param examples ids of some that were lost, doubled or moved
 */
public record Verdict(
        int count,
        long acknowledged,
        long stored,
        long lost,
        long doubled,
        long moved,
        long refused,
        long stuck,
        List<String> examples) {
    static final Verdict NONE = new Verdict(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    private static final int EXAMPLES = 10;

    public Verdict {
        examples = List.copyOf(examples.subList(0, Math.min(EXAMPLES, examples.size())));
    }

    public boolean isClean() {
        return lost == 0 && doubled == 0 && moved == 0 && stuck == 0;
    }

    Verdict with(long nowRefused, long nowStuck) {
        return new Verdict(count, acknowledged, stored, lost, doubled, moved, nowRefused, nowStuck, examples);
    }

    Verdict plus(Verdict more) {
        return new Verdict(
                count + more.count,
                acknowledged + more.acknowledged,
                stored + more.stored,
                lost + more.lost,
                doubled + more.doubled,
                moved + more.moved,
                refused + more.refused,
                stuck + more.stuck,
                Stream.concat(examples.stream(), more.examples.stream()).toList());
    }
}
