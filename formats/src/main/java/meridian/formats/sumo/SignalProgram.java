package meridian.formats.sumo;

import java.util.List;

/** A {@code tlLogic}: one program of one traffic light. */
record SignalProgram(
        String signal, String program, String type, double offsetSeconds, List<Phase> phases, String place) {
    /**
     * @param state one letter for each link index
     * @param next index of the phase that follows, or -1 for the next one in the file
     */
    record Phase(double durationSeconds, String state, int next) {}
}
