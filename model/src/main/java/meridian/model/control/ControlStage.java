package meridian.model.control;

import java.util.List;

/**
 * Groups that are green together, as a junction's own plan has them.
 *
 * @param groups ascending, one or more
 * @param fromSeconds when in the plan's cycle it begins, 0 or more
 * @param greenSeconds how long the plan shows it, more than 0; where detectors decide, the plan's usual length
 */
public record ControlStage(List<Integer> groups, double fromSeconds, double greenSeconds) {
    public ControlStage {
        groups = List.copyOf(groups);
        if (groups.isEmpty() || !(fromSeconds >= 0) || !(greenSeconds > 0)) {
            throw new IllegalArgumentException(
                    "a stage has groups, begins at 0 s or later and lasts longer than 0 s, got " + groups + ", "
                            + fromSeconds + " s, " + greenSeconds + " s");
        }
    }

    public boolean serves(int group) {
        return groups.contains(group);
    }
}
