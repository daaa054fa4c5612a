package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.formats.ReadReport;
import meridian.formats.sumo.NetFile.NetLane;
import meridian.formats.sumo.RoadIndex.LanePlace;
import meridian.model.geo.Polyline;
import meridian.model.place.Stop;

/** Bus stops and detectors of additional files. */
final class StopReader {
    private static final int MOST = 1_000_000;

    private final RoadIndex index;
    private final ReadReport report;
    private final Map<String, Stop> stops = new LinkedHashMap<>();
    private final List<Detector> detectors = new ArrayList<>();

    StopReader(RoadIndex index, ReadReport report) {
        this.index = index;
        this.report = report;
    }

    List<Stop> stops() {
        return List.copyOf(stops.values());
    }

    List<Detector> detectors() {
        return detectors;
    }

    /** Whether the element was one of these. */
    boolean start(Element element) {
        if (stops.size() + detectors.size() > MOST) {
            throw element.bad(
                    "more than " + MOST + " stops and detectors", "those of one city", "Do not use this file");
        }
        switch (element.name()) {
            case "busStop", "trainStop" -> stop(element);
            case "e1Detector", "inductionLoop", "instantInductionLoop" ->
                detector(element, Detector.Kind.INDUCTION_LOOP);
            case "e2Detector", "laneAreaDetector" -> detector(element, Detector.Kind.LANE_AREA);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void stop(Element element) {
        String id = element.text("id");
        Optional<LanePlace> place = index.findLane(element.text("lane"));
        if (place.isEmpty()) {
            report.skipped("stop", "its lane is no driving lane of the network", element.place());
            return;
        }
        int link = place.get().link();
        NetLane lane = index.road(link).lanes().get(place.get().lane());
        double end = along(element.number("endPos", lane.lengthMeters()), lane);
        double start = along(element.number("startPos", Math.max(0, end - 20)), lane);
        if (end < start) {
            report.skipped("stop", "it ends before it starts", element.place());
            return;
        }
        Polyline shape = lane.shape();
        double share = shape.lengthMeters() / Math.max(0.1, lane.lengthMeters());
        List<String> lines = element.words("lines").stream()
                .filter(line -> !line.matches("-+"))
                .toList();
        Stop known = stops.put(
                id,
                new Stop(
                        id,
                        element.text("name", ""),
                        shape.offsetRight(lane.widthMeters() / 2).pointAt((start + end) / 2 * share),
                        link,
                        place.get().lane(),
                        start,
                        end,
                        lines));
        if (known != null) {
            report.skipped("stop", "its id stands twice; the later one holds", element.place());
        }
        report.took("stop");
    }

    /** SUMO counts a negative position from the end of the lane. */
    private static double along(double position, NetLane lane) {
        return Math.clamp(position < 0 ? position + lane.lengthMeters() : position, 0, lane.lengthMeters());
    }

    private void detector(Element element, Detector.Kind kind) {
        List<String> lanes = element.words("lanes");
        Optional<LanePlace> place = index.findLane(element.text("lane", lanes.isEmpty() ? "" : lanes.getFirst()));
        if (place.isEmpty()) {
            report.skipped("detector", "its lane is no driving lane of the network", element.place());
            return;
        }
        NetLane lane = index.road(place.get().link()).lanes().get(place.get().lane());
        detectors.add(new Detector(
                element.text("id"),
                kind,
                place.get().link(),
                place.get().lane(),
                along(element.number("pos", 0), lane)));
        report.took("detector");
    }
}
