package meridian.app.run;

import java.util.List;
import meridian.model.place.Detector;

/**
 * What is written down while a run goes on.
 *
 * @param sliceSeconds links and junctions are told in slices of this length, counted from the start
 * @param lanes whether single lanes are told as well, which costs a look at every vehicle in every step
 * @param corridor links of which a time–space diagram is drawn, in order of travel; empty for none
 * @param loops induction loops that are told, each in its own periods; where it states none, in slices
 */
public record Watch(double sliceSeconds, boolean lanes, List<Integer> corridor, List<Detector> loops) {
    /** A quarter of an hour is what counts and guidelines use. */
    public static final double USUAL_SLICE_SECONDS = 900;

    public static final Watch USUAL = new Watch(USUAL_SLICE_SECONDS, List.of());

    /** Without single lanes and loops. */
    public Watch(double sliceSeconds, List<Integer> corridor) {
        this(sliceSeconds, false, corridor, List.of());
    }

    public Watch {
        if (!(sliceSeconds >= 1 && sliceSeconds <= 1e9)) {
            throw new IllegalArgumentException("a slice lasts 1 s or more, got " + sliceSeconds);
        }
        corridor = List.copyOf(corridor);
        loops = List.copyOf(loops);
    }
}
