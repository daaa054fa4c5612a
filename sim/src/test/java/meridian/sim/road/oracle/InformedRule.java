package meridian.sim.road.oracle;

import java.util.Arrays;
import meridian.model.demand.LinkPath;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;

/** Drivers who hear of travel times on the way and leave their way where another one is clearly faster. */
final class InformedRule {
    private final Scene scene;
    private final Constants constants;
    private final LaneRule lanes;
    private final RouteFinder routes;
    private final double share;
    /** Steps from one look to the next. */
    private final int every;

    InformedRule(Scene scene, LaneRule lanes, RouteFinder routes, RoadSettings settings) {
        this.scene = scene;
        this.lanes = lanes;
        this.routes = routes;
        constants = scene.constants;
        share = settings.informedShare();
        every = (int) Math.round(constants.listenEverySeconds / scene.step);
    }

    void listen(Vehicle v, double time, float[] travelSeconds) {
        boolean turn = (v.number + scene.stepNumber) % every == 0;
        if (turn && isInformed(v) && mayTurn(v) && change(v, time, travelSeconds)) {
            lanes.look(v);
        }
    }

    private boolean isInformed(Vehicle v) {
        return !v.trip.fixed() && v.nextStop == -1 && Stream.unit(Stream.seed(0, v.number)) < share;
    }

    private static boolean mayTurn(Vehicle v) {
        return v.on instanceof Lane && v.lineClaim == null && v.path.length - 1 - v.leg > 1;
    }

    private boolean change(Vehicle v, double time, float[] travelSeconds) {
        double left = 0;
        double free = 0;
        for (int i = v.leg + 1; i < v.path.length; i++) {
            left += travelSeconds[v.path[i]];
            free += scene.roads.links.get(v.path[i]).freeSeconds;
        }
        if (left < constants.worthLooking * free + constants.worthLookingSeconds || isAsExpected(v, time, left)) {
            return false;
        }
        v.told = (float) left;
        v.toldAt = time;
        int destination = v.path[v.path.length - 1];
        LinkPath found = routes.find(v.path[v.leg], destination, v.type.kind(), travelSeconds, v.number);
        if (found == null || found.size() < 2 || !canTake(v, found.link(1))) {
            return false;
        }
        double other = 0;
        for (int i = 1; i < found.size(); i++) {
            other += travelSeconds[found.link(i)];
        }
        if (other > constants.clearlyFaster * left) {
            return false;
        }
        v.goOn(Arrays.copyOfRange(found.toArray(), 1, found.size()));
        return true;
    }

    /** Whether the rest of a way takes about as long as its driver knows since the last look. */
    private boolean isAsExpected(Vehicle v, double time, double left) {
        double known = v.told - (time - v.toldAt);
        return v.told > 0 && left < constants.worse * known + constants.worseSeconds;
    }

    /** Whether a driver can still come onto another next link than was planned. */
    private boolean canTake(Vehicle v, int link) {
        return link == v.path[v.leg + 1]
                || v.on.length - v.position > constants.timeToSortMeters
                || ((Lane) v.on).out.stream().anyMatch(m -> m.to.link.number == link);
    }
}
