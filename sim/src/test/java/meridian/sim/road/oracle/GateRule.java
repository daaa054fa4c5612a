package meridian.sim.road.oracle;

import java.util.Iterator;
import java.util.List;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import org.jspecify.annotations.Nullable;

/** Takes trips when they are due and lets them in where there is room. */
final class GateRule {
    private static final int TRIES_PER_STEP = 4;
    private static final int LEGS = 5;
    private static final double DUE = 1e-9;

    private final Scene scene;
    private final LaneRule lanes;
    private final ChangeRule changes;
    private final RouteFinder routes;
    private final long seed;
    private final Iterator<Trip> trips;
    private @Nullable Trip upcoming;
    private long taken;

    GateRule(
            Scene scene,
            LaneRule lanes,
            ChangeRule changes,
            RouteFinder routes,
            Iterator<Trip> trips,
            RoadSettings settings) {
        this.scene = scene;
        this.lanes = lanes;
        this.changes = changes;
        this.routes = routes;
        this.trips = trips;
        seed = settings.seed();
        upcoming = next();
    }

    private @Nullable Trip next() {
        return trips.hasNext() ? trips.next() : null;
    }

    void admit(double time, List<Vehicle> vehicles, float[] travelSeconds) {
        for (Trip trip = upcoming; trip != null && trip.departSeconds() <= time + DUE; trip = upcoming) {
            take(trip, travelSeconds);
            upcoming = next();
        }
        for (Link link : scene.roads.links) {
            for (int tries = TRIES_PER_STEP; tries > 0 && !link.waiting.isEmpty(); tries--) {
                Vehicle v = enter(link.waiting.getFirst(), time);
                if (v == null) {
                    break;
                }
                link.waiting.removeFirst();
                vehicles.add(v);
            }
        }
    }

    private void take(Trip trip, float[] travelSeconds) {
        long number = taken++;
        int[] path = trip.path().toArray();
        if (!trip.fixed() && path.length > 1) {
            long random = Stream.seed(seed ^ 0x51, number);
            LinkPath found = routes.find(
                    trip.path().first(), trip.path().last(), trip.type().kind(), travelSeconds, random);
            if (found == null) {
                return;
            }
            path = found.toArray();
        }
        Link link = scene.roads.links.get(path[0]);
        if (link.lanes.stream().anyMatch(lane -> lane.open(trip.type()))) {
            link.waiting.add(new Waiting(trip, path, number));
        }
    }

    private @Nullable Vehicle enter(Waiting first, double time) {
        Trip trip = first.trip();
        Lane lane = lane(first);
        if (lane == null) {
            return null;
        }
        double wantedPosition =
                Math.max(trip.departure().positionMeters(), trip.type().lengthMeters());
        double position = Math.min(wantedPosition, lane.length - 0.01);
        Vehicle leader = lane.last();
        double gap = lane.lastRear() - position - trip.type().gapMeters();
        if (leader != null && gap < 0) {
            return null;
        }
        Vehicle v = new Vehicle(first, lane, seed, time);
        v.position = position;
        double speed = speed(v, lane, gap, leader);
        v.speed = Math.max(0, speed);
        if (speed < 0 || !changes.upstreamBears(v, lane, position - v.length(), true)) {
            return null;
        }
        lane.insert(v);
        lanes.orient(v);
        return v;
    }

    /** The stated lane, or of the open ones the one that leads farthest, then the emptiest. */
    private @Nullable Lane lane(Waiting first) {
        Trip trip = first.trip();
        Link link = scene.roads.links.get(first.path()[0]);
        int stated = trip.departure().lane();
        if (stated >= 0 && stated < link.lanes.size()) {
            return link.lanes.get(stated).open(trip.type()) ? link.lanes.get(stated) : null;
        }
        Lane best = null;
        double bestReach = 0;
        double bestRoom = 0;
        for (Lane lane : link.lanes) {
            if (!lane.open(trip.type())) {
                continue;
            }
            double reach =
                    stated == Trip.Departure.FREE_LANE ? 0 : lanes.reach(lane, first.path(), 0, trip.type(), LEGS);
            double room = lane.lastRear();
            if (best == null || reach > bestReach + 1 || reach > bestReach - 1 && room > bestRoom) {
                best = lane;
                bestReach = reach;
                bestRoom = room;
            }
        }
        return best;
    }

    /** The speed to enter with, or −1 where the stated one is not safe. */
    private double speed(Vehicle v, Lane lane, double gap, @Nullable Vehicle leader) {
        double wanted = v.wanted(lane.limit);
        double safe = leader == null ? wanted : v.followSpeed(leader, gap, scene.step);
        double toEnd = v.stopSpeed(lane.length - v.position - 1, scene.step);
        double stated = v.trip.departure().speedMps();
        if (stated < 0) {
            return Math.min(wanted, Math.min(safe, toEnd));
        }
        double possible = Math.min(stated, Math.min(wanted, toEnd));
        return possible <= safe ? possible : -1;
    }
}
