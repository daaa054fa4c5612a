package meridian.sim.road.oracle;

import java.util.List;
import meridian.model.demand.LinkPath;
import meridian.sim.road.RouteFinder;

/**
 * Other ways for drivers who stand at the end of a lane that does not lead where they want to go, or before a street that has
 * long been full.
 */
final class DetourRule {
    private final Scene scene;
    private final LaneRule lanes;
    private final RoomRule room;
    private final RouteFinder routes;

    DetourRule(Scene scene, LaneRule lanes, RoomRule room, RouteFinder routes) {
        this.scene = scene;
        this.lanes = lanes;
        this.room = room;
        this.routes = routes;
    }

    boolean isDue(Vehicle v) {
        return v.onWrongLane() ? v.standing >= scene.constants.giveUpSeconds : looksAside(v);
    }

    private boolean looksAside(Vehicle v) {
        return v.standing >= scene.constants.turnAsideSeconds
                && (v.number + scene.stepNumber) % Math.round(scene.constants.looksAgainSeconds / scene.step) == 0
                && v.movement != null
                && v.lineClaim == null
                && v.nextStop == -1
                && !v.trip.fixed();
    }

    void take(Vehicle v, float[] travelSeconds) {
        boolean wrongLane = v.onWrongLane();
        if (!wrongLane && room.behind(v, v.movement, v.leg)) {
            return;
        }
        List<Movement> out = ((Lane) v.on).out;
        int destination = v.path[v.path.length - 1];
        for (int i = 0; i < out.size(); i++) {
            Movement m = out.get((i + (int) (scene.stepNumber % out.size())) % out.size());
            if (m.to.open(v.type) && (wrongLane || room.isIn(m.to, v))) {
                LinkPath found =
                        routes.find(m.to.link.number, destination, v.type.kind(), travelSeconds, v.random.state());
                if (found != null && isOpen(found, v)) {
                    v.goOn(found.toArray());
                    lanes.look(v);
                    return;
                }
            }
        }
        if (wrongLane && v.standing >= scene.constants.straySeconds) {
            stray(v, out);
        }
    }

    private boolean isOpen(LinkPath path, Vehicle v) {
        for (int i = 0; i < path.size(); i++) {
            if (scene.roads.links.get(path.link(i)).lanes.stream().noneMatch(lane -> lane.open(v.type))) {
                return false;
            }
        }
        return true;
    }

    /** Drives on over the next node and leaves the city behind the next link. */
    private void stray(Vehicle v, List<Movement> out) {
        for (Movement m : out) {
            if (m.to.open(v.type)) {
                v.goOn(new int[] {m.to.link.number});
                v.nextStop = -1;
                lanes.look(v);
                return;
            }
        }
    }
}
