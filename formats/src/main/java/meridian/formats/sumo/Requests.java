package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.formats.sumo.NetFile.Connection;
import meridian.formats.sumo.NetFile.Junction;
import meridian.formats.sumo.NetFile.NetLane;

/**
 * Which request of its junction belongs to a connection.
 *
 * <p>A junction lists its inner lanes in the order of its requests; where a connection's inner lane is cut in two by an
 * inner junction, the list names the second part. A network without inner lanes counts the connections of the incoming
 * lanes in order. Source: SUMO Road Networks, "Requests" and "Internal Junctions".
 */
final class Requests {
    /** Behind every request; such a connection has no conflicts. */
    static final int NONE = Integer.MAX_VALUE;

    private final List<Junction> junctions;
    private final Map<String, Integer> ofInnerLane = new HashMap<>();
    private final Map<String, List<Connection>> ofIncomingLane = new HashMap<>();

    Requests(NetFile net, List<Junction> junctions) {
        this.junctions = junctions;
        for (Junction junction : junctions) {
            for (int i = 0; i < junction.innerLanes().size(); i++) {
                ofInnerLane.put(junction.innerLanes().get(i), i);
            }
        }
        for (Connection c : net.connections()) {
            if (!c.startsInside()) {
                ofIncomingLane
                        .computeIfAbsent(c.from() + "_" + c.fromLane(), k -> new ArrayList<>())
                        .add(c);
            }
        }
    }

    int indexOf(int node, Connection connection, List<NetLane> inner) {
        for (NetLane lane : inner.reversed()) {
            Integer request = ofInnerLane.get(lane.id());
            if (request != null) {
                return request;
            }
        }
        return inner.isEmpty() ? byIncomingLane(junctions.get(node), connection) : NONE;
    }

    private int byIncomingLane(Junction junction, Connection connection) {
        int count = 0;
        for (String lane : junction.incomingLanes()) {
            for (Connection other : ofIncomingLane.getOrDefault(lane, List.of())) {
                if (other.equals(connection)) {
                    return count;
                }
                count++;
            }
        }
        return NONE;
    }
}
