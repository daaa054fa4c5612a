package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

/**
 * Halts beside the lane, as SUMO's vehicles that park at a stop: who has come to a stand there is no longer in the way, and
 * comes back where it left when its time is over and there is a gap. One thread, between the phases of a step.
 */
final class Bays {
    /** A lane must be longer than the vehicle by this, m: else it halts on the lane. */
    private static final double LEAST_MORE_METERS = 1;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final LaneChanger changer;
    private final LoopCounts loops;
    private final NumberOrder order;
    private final RowList leaving = new RowList();

    Bays(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            LaneChanger changer,
            LoopCounts loops,
            NumberOrder order) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.changer = changer;
        this.loops = loops;
        this.order = order;
    }

    /** Takes those off their lanes who have begun to halt in a bay. */
    void enter(RowList parking) {
        for (int i = 0; i < parking.size; i++) {
            int v = parking.row[i];
            if (vehicles.used[v]
                    && vehicles.halting(v)
                    && road.isLane(vehicles.segment[v])
                    && road.segLength[vehicles.segment[v]] > vehicles.space(v) + LEAST_MORE_METERS) {
                enter(v);
            }
        }
    }

    private void enter(int v) {
        claims.releaseAll(v);
        occupancy.nodeCount[road.nodeOf(vehicles.segment[v])]--;
        occupancy.remove(v);
        // Its tail comes off the node behind with it.
        double forward = Math.max(0, vehicles.length(v) - vehicles.position[v]);
        loops.shifted(v, vehicles.segment[v], vehicles.position[v], vehicles.position[v] + forward);
        vehicles.position[v] += forward;
        vehicles.odometer[v] += forward;
        vehicles.speed[v] = 0;
        vehicles.parked[v] = true;
        vehicles.parkedCount++;
    }

    /** Lets those back whose time is over and who find a gap, in the order of their numbers. */
    void leave(double time, Mover mover) {
        if (vehicles.parkedCount == 0) {
            return;
        }
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v] && vehicles.parked[v] && time >= vehicles.haltUntil[v]) {
                leaving.add(v);
            }
        }
        order.take(leaving);
        RowList sorted = order.sorted();
        for (int i = 0; i < sorted.size; i++) {
            leave(sorted.row[i], mover);
        }
    }

    private void leave(int v, Mover mover) {
        int lane = vehicles.segment[v];
        int ahead = occupancy.back[lane];
        while (ahead != NONE && vehicles.position[ahead] < vehicles.position[v]) {
            ahead = vehicles.ahead[ahead];
        }
        if (!changer.fits(v, lane, ahead, true)) {
            return;
        }
        occupancy.insertBehind(v, lane, ahead);
        occupancy.nodeCount[road.laneNode[lane]]++;
        vehicles.parked[v] = false;
        vehicles.parkedCount--;
        mover.goOn(v);
    }
}
