package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.demand.StopVisit;

/** Makes a city that has just been forked one of a region only: who is elsewhere vanishes, ways end where they leave it. */
final class RegionCut {
    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final Mover mover;

    RegionCut(RoadNetwork road, Vehicles vehicles, Occupancy occupancy, Claims claims, Mover mover) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.mover = mover;
    }

    void cut(Region region, RowList knocking) {
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v] && !region.hasSegment(vehicles.segment[v])) {
                remove(v);
            }
        }
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                endWay(v, region);
            }
        }
        int kept = 0;
        for (int i = 0; i < knocking.size; i++) {
            int v = knocking.row[i];
            if (v != NONE && vehicles.used[v] && region.hasSegment(road.laneCount + vehicles.knock[v])) {
                knocking.row[kept++] = v;
            }
        }
        knocking.size = kept;
    }

    private void remove(int v) {
        claims.releaseAll(v);
        occupancy.nodeCount[road.nodeOf(vehicles.segment[v])]--;
        occupancy.remove(v);
        vehicles.remove(v);
    }

    private void endWay(int v, Region region) {
        int leg = vehicles.leg[v];
        boolean inNode = !road.isLane(vehicles.segment[v]);
        int last = region.lastLeg(vehicles.path[v], inNode ? leg + 1 : leg);
        if (last >= vehicles.lastLeg[v]) {
            return;
        }
        vehicles.endAt(v, last);
        StopVisit stop = vehicles.stopVisit(v);
        if (stop != null && !comesTo(v, stop.link())) {
            vehicles.nextStop[v] = NONE;
        }
        for (int c = v * Claims.EACH; c < (v + 1) * Claims.EACH; c++) {
            if (claims.movement[c] != NONE && !region.hasSegment(road.laneCount + claims.movement[c])) {
                claims.release(c);
            }
        }
        if (!inNode && leg == last) {
            mover.look(v);
        }
    }

    private boolean comesTo(int v, int link) {
        int[] path = vehicles.path[v];
        for (int i = vehicles.leg[v]; i < path.length; i++) {
            if (path[i] == link) {
                return true;
            }
        }
        return false;
    }
}
