package meridian.formats.sumo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import meridian.formats.ReadReport;
import meridian.formats.sumo.RoadIndex.LanePlace;
import meridian.model.place.Detector;

/**
 * Detectors of additional files.
 *
 * <p>Source: SUMO's user documentation, Simulation/Output/Induction_Loops_Detectors_(E1) and Lanearea_Detectors_(E2), with their
 * older names of elements and attributes.
 */
final class DetectorReader {
    private static final int MOST = 1_000_000;

    private final Roads roads;
    private final ReadReport report;
    private final Map<String, Detector> detectors = new LinkedHashMap<>();

    DetectorReader(Roads roads, ReadReport report) {
        this.roads = roads;
        this.report = report;
    }

    List<Detector> detectors() {
        return List.copyOf(detectors.values());
    }

    /** Whether the element was one of these. */
    boolean start(Element element) {
        switch (element.name()) {
            case "e1Detector", "inductionLoop", "instantInductionLoop" ->
                detector(element, Detector.Kind.INDUCTION_LOOP);
            case "e2Detector", "laneAreaDetector" -> detector(element, Detector.Kind.LANE_AREA);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void detector(Element element, Detector.Kind kind) {
        if (detectors.size() >= MOST) {
            throw element.bad("more than " + MOST + " detectors", "those of one city", "Do not use this file");
        }
        List<String> lanes = element.words("lanes");
        Optional<LanePlace> place = roads.findLane(element.text("lane", lanes.isEmpty() ? "" : lanes.getFirst()));
        if (place.isEmpty()) {
            report.skipped("detector", "its lane is no driving lane of the network", element.place());
            return;
        }
        if (element.has("detectPersons") && !element.text("detectPersons").isBlank()) {
            report.skipped("detector", "it senses people on foot, who are not simulated", element.place());
            return;
        }
        if (element.has("vTypes") && !element.text("vTypes").isBlank()) {
            report.skipped("vTypes of a detector", "it senses vehicles of all types here", element.place());
        }
        Detector detector = new Detector(
                element.text("id"),
                kind,
                place.get().link(),
                place.get().lane(),
                along(element.number("pos", 0), roads.lengthMeters(place.get())),
                period(element));
        if (detectors.putIfAbsent(detector.id(), detector) != null) {
            report.skipped("detector", "its id stands twice; the first one holds", element.place());
            return;
        }
        report.took("detector");
    }

    /** SUMO takes a detector without one to sum up over the whole simulation, and writes -1 for the same. */
    private static OptionalDouble period(Element element) {
        double seconds = element.seconds("period", element.seconds("freq", -1));
        return seconds > 0 && seconds < 1e9 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }

    /** SUMO counts a negative position from the end of the lane. */
    static double along(double position, double lengthMeters) {
        return Math.clamp(position < 0 ? position + lengthMeters : position, 0, lengthMeters);
    }
}
