package meridian.formats.sumo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.formats.ReadReport;
import meridian.formats.sumo.NetFile.NetLane;
import meridian.formats.sumo.RoadIndex.LanePlace;
import meridian.model.geo.Polyline;
import meridian.model.place.Stop;

/** Bus stops of additional files. */
final class StopReader {
    private static final int MOST = 1_000_000;

    private final RoadIndex index;
    private final ReadReport report;
    private final Map<String, Stop> stops = new LinkedHashMap<>();

    StopReader(RoadIndex index, ReadReport report) {
        this.index = index;
        this.report = report;
    }

    List<Stop> stops() {
        return List.copyOf(stops.values());
    }

    /** Whether the element was one of these. */
    boolean start(Element element) {
        if (stops.size() > MOST) {
            throw element.bad("more than " + MOST + " stops", "those of one city", "Do not use this file");
        }
        switch (element.name()) {
            case "busStop", "trainStop" -> stop(element);
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
        double end = DetectorReader.along(element.number("endPos", lane.lengthMeters()), lane.lengthMeters());
        double start = DetectorReader.along(element.number("startPos", Math.max(0, end - 20)), lane.lengthMeters());
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
}
