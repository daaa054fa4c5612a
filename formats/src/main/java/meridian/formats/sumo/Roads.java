package meridian.formats.sumo;

import java.util.Optional;
import meridian.formats.sumo.RoadIndex.LanePlace;
import org.jspecify.annotations.Nullable;

/** Where a network's edges and lanes are among Meridian's links. */
interface Roads {
    @Nullable
    Integer link(String edge);

    Optional<LanePlace> findLane(String id);

    double lengthMeters(LanePlace place);
}
