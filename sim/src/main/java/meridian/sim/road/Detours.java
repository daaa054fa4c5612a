package meridian.sim.road;

import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;

/** Other ways for drivers who stand at the end of a lane that does not lead where they want to go. Counts them. */
final class Detours {
    /** A driver who has stood this long there drives around instead, s. */
    private static final double GIVE_UP_SECONDS = 45;
    /** Who has found no other way in this time goes where the lane leads, and no further, s. */
    private static final double STRAY_SECONDS = 180;

    private static final VehicleKind[] KINDS = VehicleKind.values();

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final LinkRecords records;
    private final RouteFinder routes;
    private final LaneChoice lanes;

    /** Drivers who took another way, and those who found none and left the city elsewhere. */
    long rerouted;

    long strayed;

    Detours(RoadNetwork road, Vehicles vehicles, LinkRecords records, RouteFinder routes, LaneChoice lanes) {
        this.road = road;
        this.vehicles = vehicles;
        this.records = records;
        this.routes = routes;
        this.lanes = lanes;
    }

    void each(Columns columns) {
        rerouted = columns.of(rerouted);
        strayed = columns.of(strayed);
    }

    /** Whether a vehicle that is the first on its lane has waited long enough for a detour. */
    boolean due(int v) {
        return vehicles.standing[v] >= GIVE_UP_SECONDS && vehicles.onWrongLane(v);
    }

    /**
     * Gives the driver another path where there is one.
     *
     * @return whether the path has changed
     */
    boolean take(int v, long stepNumber) {
        int lane = vehicles.segment[v];
        int[] path = vehicles.path[v];
        int destination = path[path.length - 1];
        int out = road.laneOutStart[lane + 1] - road.laneOutStart[lane];
        for (int i = 0; i < out; i++) {
            int m = road.laneOut[road.laneOutStart[lane] + (i + (int) (stepNumber % out)) % out];
            int kind = vehicles.kind(v);
            if (lanes.open(road.moveTo[m], kind)) {
                int next = road.laneLink[road.moveTo[m]];
                LinkPath found = routes.find(next, destination, KINDS[kind], records.travelSeconds, vehicles.random[v]);
                if (found != null) {
                    vehicles.goOn(v, found.toArray(), 0);
                    rerouted++;
                    return true;
                }
            }
        }
        return vehicles.standing[v] >= STRAY_SECONDS && stray(v);
    }

    /** Who finds no way from this lane drives on over the next node and leaves the city behind the next link. */
    private boolean stray(int v) {
        int lane = vehicles.segment[v];
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            int to = road.moveTo[road.laneOut[i]];
            if (lanes.open(to, vehicles.kind(v))) {
                vehicles.goOn(v, new int[] {road.laneLink[to]}, 0);
                vehicles.nextStop[v] = Vehicles.NONE;
                strayed++;
                return true;
            }
        }
        return false;
    }
}
