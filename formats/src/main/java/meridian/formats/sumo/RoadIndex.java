package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.formats.ReadReport;
import meridian.formats.sumo.NetFile.Edge;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;

/** Which edges become links, and under which index: those that any of our vehicles may drive on, in the file's order. */
final class RoadIndex implements Roads {
    /** A lane by the link it belongs to and its number from the kerb. */
    record LanePlace(int link, int lane) {}

    private final List<Edge> roads = new ArrayList<>();
    private final Map<String, Integer> linkOf = new HashMap<>();

    RoadIndex(NetFile net, ReadReport report) {
        for (Edge edge : net.edges()) {
            if (!edge.isRoad()) {
                continue;
            }
            if (!edge.drivable()) {
                report.skipped("edge", "no vehicle may use any of its lanes", edge.id());
                continue;
            }
            if (linkOf.put(edge.id(), roads.size()) != null) {
                throw new BadInput(
                        edge.place(),
                        "a second edge is called " + edge.id(),
                        "each edge once",
                        "Build the network again with netconvert");
            }
            roads.add(edge);
        }
    }

    List<Edge> roads() {
        return roads;
    }

    Edge road(int link) {
        return roads.get(link);
    }

    @Override
    public @Nullable Integer link(String edge) {
        return linkOf.get(edge);
    }

    /** A lane by SUMO's id, which is the edge's id, an underscore and the lane's number. */
    @Override
    public Optional<LanePlace> findLane(String id) {
        int cut = id.lastIndexOf('_');
        Integer link = cut < 0 ? null : linkOf.get(id.substring(0, cut));
        if (link == null || !id.substring(cut + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int lane = Integer.parseInt(id.substring(cut + 1));
        return lane < roads.get(link).lanes().size() ? Optional.of(new LanePlace(link, lane)) : Optional.empty();
    }

    @Override
    public double lengthMeters(LanePlace place) {
        return roads.get(place.link()).lanes().get(place.lane()).lengthMeters();
    }

    double lengthMeters(int link) {
        return roads.get(link).lanes().getFirst().lengthMeters();
    }
}
