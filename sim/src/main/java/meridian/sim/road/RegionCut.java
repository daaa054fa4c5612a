package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;
import meridian.model.demand.StopVisit;

/** Takes a part of another city over: who is elsewhere is left out, and ways end where they leave the region. */
final class RegionCut {
    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final Mover mover;
    private int[] oldRow = new int[0];
    private int[] newRow = new int[0];
    private int count;

    RegionCut(RoadNetwork road, Vehicles vehicles, Occupancy occupancy, Claims claims, Mover mover) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.mover = mover;
    }

    /** Chooses the vehicles in a region of another city: what {@link Transfer} may take over. */
    Transfer.Chosen choose(Vehicles from, Occupancy on, Region region) {
        if (newRow.length < from.rows) {
            newRow = new int[from.capacity()];
            oldRow = new int[from.capacity()];
        }
        Arrays.fill(newRow, 0, from.rows, NONE);
        count = 0;
        for (int segment : region.segments()) {
            for (int v = on.front[segment]; v != NONE; v = from.behind[v]) {
                oldRow[count] = v;
                newRow[v] = count++;
            }
        }
        for (int v = 0; from.parkedCount > 0 && v < from.rows; v++) {
            if (from.used[v] && from.parked[v] && region.hasSegment(from.segment[v])) {
                oldRow[count] = v;
                newRow[v] = count++;
            }
        }
        return new Transfer.Chosen(oldRow, count);
    }

    /** After the chosen rows have been taken over: puts right what points to rows, and ends the ways. */
    void fit(Claims from, Region region, RowList knocking) {
        vehicles.keepOnly(count, newRow);
        vehicles.countParked();
        occupancy.keepOnly(region, newRow);
        claims.keepOnly(from, region, newRow, count);
        int kept = 0;
        for (int i = 0; i < knocking.size; i++) {
            int old = knocking.row[i];
            int v = old == NONE ? NONE : newRow[old];
            if (v != NONE && vehicles.knock[v] != NONE && region.hasSegment(road.laneCount + vehicles.knock[v])) {
                knocking.row[kept++] = v;
            }
        }
        knocking.size = kept;
        for (int v = 0; v < count; v++) {
            endWay(v, region);
        }
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
