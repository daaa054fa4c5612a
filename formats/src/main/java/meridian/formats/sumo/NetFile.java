package meridian.formats.sumo;

import java.util.List;
import java.util.Set;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Access;
import org.jspecify.annotations.Nullable;

/** What a {@code .net.xml} says, in SUMO's words. */
record NetFile(
        String place,
        Location location,
        List<Edge> edges,
        List<Junction> junctions,
        List<Connection> connections,
        List<SignalProgram> programs,
        Set<String> roundaboutNodes) {

    /** How the plane lies on the earth: a proj string, and what was added to its metres. */
    record Location(String projection, double offsetX, double offsetY) {
        static final Location UNKNOWN = new Location("!", 0, 0);
    }

    record NetLane(
            String id, double speedMps, double lengthMeters, double widthMeters, Access access, Polyline shape) {}

    /** @param function empty for a road; internal, crossing, walkingarea, connector */
    record Edge(
            String id,
            String function,
            String from,
            String to,
            String name,
            String type,
            int priority,
            List<String> crossed,
            List<NetLane> lanes,
            String place) {
        boolean isRoad() {
            return function.isEmpty() || function.equals("normal") || function.equals("connector");
        }

        /** Whether any of our vehicles may drive here. */
        boolean drivable() {
            return lanes.stream().anyMatch(lane -> !lane.access().equals(Access.NONE));
        }
    }

    /**
     * @param response bit of the text, read from the right: this link waits for that one
     * @param foes bit of the text, read from the right: this link and that one share a piece of road
     */
    record Request(int index, String response, String foes) {}

    record Junction(
            String id,
            String type,
            Point at,
            List<String> incomingLanes,
            List<String> innerLanes,
            List<Request> requests,
            String place) {
        boolean isInternal() {
            return type.equals("internal");
        }
    }

    /**
     * @param via inner lane that it leads over, where the network has inner lanes
     * @param state how it has to let others pass without a signal: "s" for a stop sign, "w" for an all-way stop
     * @param signal id of the traffic light, and its link index there
     */
    record Connection(
            String from,
            int fromLane,
            String to,
            int toLane,
            @Nullable String via,
            String direction,
            String state,
            @Nullable String signal,
            int linkIndex,
            String place) {
        boolean startsInside() {
            return from.startsWith(":");
        }
    }
}
