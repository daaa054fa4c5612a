package meridian.sim.road;

import java.util.Arrays;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.network.VehicleKind;

/**
 * Other ways for drivers who stand at the end of a lane that does not lead where they want to go, for those who have long
 * stood before a street that is full, and for those who come to a closed road. Counts them.
 */
final class Detours {
    /** A driver who has stood this long there drives around instead, s. */
    private static final double GIVE_UP_SECONDS = 45;
    /** Who has found no other way in this time goes where the lane leads, and no further, s. */
    private static final double STRAY_SECONDS = 180;

    /** Who has stood this long before a street that is full turns into another one that is not, s. */
    private static final double TURN_ASIDE_SECONDS = 120;

    /** So far before the end of a link one can still sort into another lane, m. */
    private static final double TIME_TO_SORT_METERS = 60;
    /** Who has found no way around a closed or a full road looks again after this time, s. */
    private static final int LOOKS_AGAIN_SECONDS = 30;

    private static final VehicleKind[] KINDS = VehicleKind.values();

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final LinkRecords records;
    private final RouteFinder routes;
    private final LaneChoice lanes;
    private final Room room;
    /** Steps from one look to the next. */
    private final long every;

    /** Drivers who took another way, and those who found none and left the city elsewhere. */
    long rerouted;

    long strayed;
    /** Drivers who found a way around a closed road, and those whose destination was closed and who ended before it. */
    long diverted;

    long endedBefore;

    Detours(
            RoadNetwork road,
            Vehicles vehicles,
            LinkRecords records,
            RouteFinder routes,
            LaneChoice lanes,
            Room room,
            double step) {
        this.road = road;
        this.vehicles = vehicles;
        this.records = records;
        this.routes = routes;
        this.lanes = lanes;
        this.room = room;
        every = Math.round(LOOKS_AGAIN_SECONDS / step);
    }

    void each(Columns columns) {
        rerouted = columns.of(rerouted);
        strayed = columns.of(strayed);
        diverted = columns.of(diverted);
        endedBefore = columns.of(endedBefore);
    }

    /** Whether a vehicle that is the first on its lane has waited long enough for a detour. Looks at its own row alone. */
    boolean due(int v, long stepNumber) {
        return vehicles.standing[v] >= GIVE_UP_SECONDS
                && (vehicles.onWrongLane(v) || vehicles.standing[v] >= TURN_ASIDE_SECONDS && looksAside(v, stepNumber));
    }

    private boolean looksAside(int v, long stepNumber) {
        return itsTurn(v, stepNumber)
                && vehicles.movement[v] >= 0
                && vehicles.lineClaim[v] == Vehicles.NONE
                && vehicles.nextStop[v] == Vehicles.NONE
                && !vehicles.trip[v].fixed();
    }

    private boolean itsTurn(int v, long stepNumber) {
        return (vehicles.serial[v] + stepNumber) % every == 0;
    }

    /**
     * Gives the driver another path where there is one.
     *
     * @return whether the path has changed
     */
    boolean take(int v, long stepNumber) {
        boolean wrongLane = vehicles.onWrongLane(v);
        if (!wrongLane && room.behind(v, vehicles.movement[v], vehicles.leg[v])) {
            // Somebody else holds this driver up, who will be gone.
            return false;
        }
        int lane = vehicles.segment[v];
        int[] path = vehicles.path[v];
        int destination = path[path.length - 1];
        int out = road.laneOutStart[lane + 1] - road.laneOutStart[lane];
        for (int i = 0; i < out; i++) {
            int m = road.laneOut[road.laneOutStart[lane] + (i + (int) (stepNumber % out)) % out];
            int kind = vehicles.kind(v);
            if (lanes.open(road.moveTo[m], kind) && (wrongLane || room.isIn(road.moveTo[m], v))) {
                int next = road.laneLink[road.moveTo[m]];
                LinkPath found =
                        routes.find(next, destination, KINDS[kind], records.heardSeconds(), vehicles.random[v]);
                if (found != null && allOpen(found.toArray(), 0, found.size(), kind)) {
                    vehicles.goOn(v, found.toArray(), 0);
                    rerouted++;
                    return true;
                }
            }
        }
        return wrongLane && vehicles.standing[v] >= STRAY_SECONDS && stray(v);
    }

    /** Whether the next link of a vehicle's way is closed to it. */
    boolean closedAhead(int v) {
        return !vehicles.onLastLeg(v)
                && vehicles.lineClaim[v] == Vehicles.NONE
                && !road.open(vehicles.path[v][vehicles.leg[v] + 1], vehicles.kind(v));
    }

    /** Whether it is a driver's turn to look for a way around a closed road: at once on coming to it, then now and then. */
    boolean looksAround(int v, long stepNumber, double now, double step) {
        return vehicles.onWrongLane(v)
                && (now - vehicles.linkEntered[v] < 1.5 * step || itsTurn(v, stepNumber))
                && closedAhead(v);
    }

    /**
     * Gives a driver a way around the closed road ahead. Where the destination itself is closed the trip ends as near to it
     * as one gets; where there is no way, the driver waits until there is one.
     *
     * @return whether the path has changed
     */
    boolean around(int v) {
        int lane = vehicles.segment[v];
        int here = vehicles.link(v);
        boolean canSort = road.segLength[lane] - vehicles.position[v] > TIME_TO_SORT_METERS;
        if (aroundFrom(v, here, 1, canSort)) {
            return true;
        }
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            int to = road.moveTo[road.laneOut[i]];
            if (lanes.open(to, vehicles.kind(v)) && aroundFrom(v, road.laneLink[to], 0, true)) {
                return true;
            }
        }
        int[] path = vehicles.path[v];
        if (path[vehicles.leg[v] + 1] == path[path.length - 1]) {
            follow(v, new int[0], 0);
            endedBefore++;
            return true;
        }
        return false;
    }

    /**
     * @param from link to look for a way from
     * @param first place in that way of the link behind the present one
     */
    private boolean aroundFrom(int v, int from, int first, boolean anyTurn) {
        int[] path = vehicles.path[v];
        int destination = path[path.length - 1];
        int kind = vehicles.kind(v);
        LinkPath found = routes.find(from, destination, KINDS[kind], records.heardSeconds(), vehicles.random[v]);
        if (found == null || found.size() <= first || !anyTurn && !leadsTo(vehicles.segment[v], found.link(first))) {
            return false;
        }
        boolean reachesIt = road.open(destination, kind);
        int[] links = found.toArray();
        int end = reachesIt ? links.length : links.length - 1;
        if (end == first || !allOpen(links, first, end, kind)) {
            return false;
        }
        follow(v, Arrays.copyOf(links, end), first);
        if (reachesIt) {
            diverted++;
        } else {
            endedBefore++;
        }
        return true;
    }

    private boolean allOpen(int[] links, int first, int end, int kind) {
        for (int i = first; i < end; i++) {
            if (!road.open(links[i], kind)) {
                return false;
            }
        }
        return true;
    }

    private boolean leadsTo(int lane, int link) {
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            if (road.laneLink[road.moveTo[road.laneOut[i]]] == link) {
                return true;
            }
        }
        return false;
    }

    /** Stops that are not on the new way are left out. */
    private void follow(int v, int[] links, int first) {
        vehicles.goOn(v, links, first);
        for (StopVisit stop = vehicles.stopVisit(v); stop != null; stop = vehicles.stopVisit(v)) {
            if (isAhead(v, stop.link())) {
                return;
            }
            vehicles.pastStop(v);
        }
    }

    private boolean isAhead(int v, int link) {
        for (int i = vehicles.leg[v]; i <= vehicles.lastLeg[v]; i++) {
            if (vehicles.path[v][i] == link) {
                return true;
            }
        }
        return false;
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
