package meridian.model.network;

import java.util.List;
import meridian.model.geo.Polyline;

/**
 * Where people on foot cross the road.
 *
 * @param id unique among crossings
 * @param node index of the node it belongs to
 * @param links indices of the links it crosses
 * @param shape from kerb to kerb
 * @param widthMeters more than 0
 * @param signalled whether people on foot have a signal here
 */
public record Crossing(
        String id, int node, List<Integer> links, Polyline shape, double widthMeters, boolean signalled) {
    public Crossing {
        links = List.copyOf(links);
        if (!(widthMeters > 0)) {
            throw new IllegalArgumentException("crossing " + id + " needs a width above 0 m, got " + widthMeters);
        }
    }
}
