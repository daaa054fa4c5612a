package meridian.formats.cityflow;

import java.util.List;
import meridian.model.geo.Point;

/** What a roadnet file says, in CityFlow's words: lanes are counted from the middle of the road. */
record Roadnet(List<Intersection> intersections, List<Road> roads) {
    /** @param width how far from its point the roads end, m */
    record Intersection(
            String id,
            Point point,
            double width,
            boolean virtual,
            List<RoadLink> roadLinks,
            List<LightPhase> lightPhases,
            String place) {}

    /** All ways from one road to another. */
    record RoadLink(String type, String startRoad, String endRoad, List<LaneLink> laneLinks) {
        boolean turnsRight() {
            return type.equals("turn_right");
        }
    }

    /** @param lengthMeters of its points, or negative where none are given */
    record LaneLink(int startLane, int endLane, double lengthMeters) {}

    /** @param available indices of the road links that may go */
    record LightPhase(double seconds, List<Integer> available) {}

    record Road(String id, String start, String end, List<Point> points, List<RoadLane> lanes, String place) {}

    record RoadLane(double width, double maxSpeed) {}
}
