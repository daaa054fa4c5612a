package meridian.formats.sumo;

import java.util.List;
import meridian.model.signal.Actuation;

/** A {@code tlLogic}: one program of one traffic light. */
record SignalProgram(
        String signal,
        String program,
        String type,
        double offsetSeconds,
        List<Phase> phases,
        Actuation actuation,
        String place) {
    /**
     * @param leastSeconds as long as the most, unless detectors lengthen the phase
     * @param state one letter for each link index
     * @param next index of the phase that follows, or -1 for the next one in the file
     */
    record Phase(double durationSeconds, double leastSeconds, double mostSeconds, String state, int next) {}

    /** Whether detectors lengthen the greens of programs of this type. */
    static boolean actuated(String type) {
        return type.equals("actuated") || type.equals("delay_based");
    }
}
