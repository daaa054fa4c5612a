package meridian.model.signal;

import java.util.List;

/**
 * What all groups of a controller show for a while.
 *
 * @param durationSeconds more than 0
 * @param aspects one for each signal group, in the controller's order
 */
public record SignalPhase(double durationSeconds, List<Aspect> aspects) {
    public SignalPhase {
        if (!(durationSeconds > 0 && durationSeconds < 1e6)) {
            throw new IllegalArgumentException("a phase lasts longer than 0 s, got " + durationSeconds);
        }
        aspects = List.copyOf(aspects);
    }
}
