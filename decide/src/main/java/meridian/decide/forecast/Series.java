package meridian.decide.forecast;

import java.util.Arrays;
import java.util.List;

/**
 * Values by site and step, the oldest first. Not copied: whoever makes one leaves the arrays alone.
 *
 * @param sites names, in the order of the values
 * @param stepSeconds length of a step; a day holds a whole number of them
 * @param firstStep number of the first step, counted from a midnight
 * @param values by step, then by site; NaN where nothing is known
 */
public record Series(List<String> sites, int stepSeconds, long firstStep, float[][] values) {
    private static final int DAY_SECONDS = 86_400;

    public Series {
        sites = List.copyOf(sites);
        if (stepSeconds < 1 || DAY_SECONDS % stepSeconds != 0 || firstStep < 0) {
            throw new IllegalArgumentException("steps of " + stepSeconds + " s from number " + firstStep
                    + " on: a day must hold a whole number of them, from 0 on");
        }
        int count = sites.size();
        if (Arrays.stream(values).anyMatch(step -> step.length != count)) {
            throw new IllegalArgumentException("each step has a value for each of " + count + " sites");
        }
    }

    public int steps() {
        return values.length;
    }

    public int stepsOfDay() {
        return DAY_SECONDS / stepSeconds;
    }

    /** Place of a step in its day. */
    int slot(int step) {
        return (int) ((firstStep + step) % stepsOfDay());
    }
}
