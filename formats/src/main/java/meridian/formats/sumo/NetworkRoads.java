package meridian.formats.sumo;

import java.util.Optional;
import meridian.formats.sumo.RoadIndex.LanePlace;
import meridian.model.network.Network;
import org.jspecify.annotations.Nullable;

/** The roads of a city that is known already: its links have the names of SUMO's edges. */
record NetworkRoads(Network network) implements Roads {
    @Override
    public @Nullable Integer link(String edge) {
        return network.findLink(edge).orElse(null);
    }

    @Override
    public Optional<LanePlace> findLane(String id) {
        int cut = id.lastIndexOf('_');
        Integer link = cut < 0 ? null : link(id.substring(0, cut));
        if (link == null || !id.substring(cut + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int lane = Integer.parseInt(id.substring(cut + 1));
        return lane < network.link(link).lanes().size() ? Optional.of(new LanePlace(link, lane)) : Optional.empty();
    }

    @Override
    public double lengthMeters(LanePlace place) {
        return network.link(place.link()).lengthMeters();
    }
}
