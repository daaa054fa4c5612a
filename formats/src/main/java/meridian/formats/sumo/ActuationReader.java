package meridian.formats.sumo;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import meridian.formats.ReadReport;
import meridian.formats.sumo.SignalProgram.Phase;
import meridian.model.BadInput;
import meridian.model.signal.Actuation;

/**
 * What an actuated {@code tlLogic} says about its detectors and the lengths of its phases. SUMO's documentation, "Traffic
 * Lights", sections "Actuated Traffic Lights" and "Phase attributes".
 */
final class ActuationReader {
    /** SUMO's most time of a phase that states only its least. */
    private static final double UNLIMITED_SECONDS = 2_147_483;
    /** Shorter least times make no phase: SUMO passes over it, we show it for a second. */
    private static final double LEAST_SECONDS = 1;

    /** Parameters that only draw or write something. */
    private static final Set<String> NO_EFFECT = Set.of("show-detectors", "file", "freq", "hide-conditions");

    private final ReadReport report;
    private final Map<String, Double> given = new HashMap<>();

    ActuationReader(ReadReport report) {
        this.report = report;
    }

    /** For the next program. */
    void clear() {
        given.clear();
    }

    void parameter(Element element, String signal) {
        String key = element.text("key", "");
        String value = element.text("value", "");
        switch (key) {
            case "max-gap", "detector-gap", "passing-time" -> given.put(key, element.numberIn("value", value));
            default -> {
                if (!NO_EFFECT.contains(key) && !value.isBlank()) {
                    // What stands behind a colon is a lane or a link.
                    report.skipped(
                            "parameter of an actuated signal",
                            key.replaceFirst(":.*", "") + " is not known",
                            "signal " + signal);
                }
            }
        }
    }

    Actuation actuation(String place) {
        Actuation usual = Actuation.USUAL;
        try {
            return new Actuation(
                    given.getOrDefault("max-gap", usual.maxGapSeconds()),
                    given.getOrDefault("detector-gap", usual.detectorGapSeconds()),
                    given.getOrDefault("passing-time", usual.passingSeconds()));
        } catch (IllegalArgumentException e) {
            throw new BadInput(place, e.getMessage(), "parameters above 0 s", "Correct the program");
        }
    }

    /** A phase of an actuated program: only greens without amber vary, all others last their least time. */
    Phase phase(Element element, double duration, String state, int next, String signal) {
        if (element.has("earliestEnd") || element.has("latestEnd")) {
            report.skipped(
                    "coordination of an actuated signal",
                    "earliestEnd and latestEnd are not known",
                    "signal " + signal);
        }
        double least = element.seconds("minDur", duration);
        double most = element.seconds("maxDur", element.has("minDur") ? UNLIMITED_SECONDS : duration);
        if (least > most) {
            throw element.wrong("minDur", element.text("minDur", ""), "no more than maxDur, " + most + " s");
        }
        if (!isGreen(state)) {
            return new Phase(least, least, least, state, next);
        }
        least = Math.max(LEAST_SECONDS, least);
        return new Phase(duration, least, Math.max(least, most), state, next);
    }

    private static boolean isGreen(String state) {
        return (state.indexOf('G') >= 0 || state.indexOf('g') >= 0) && state.indexOf('y') < 0 && state.indexOf('Y') < 0;
    }
}
