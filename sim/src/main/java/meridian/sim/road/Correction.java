package meridian.sim.road;

import meridian.model.demand.Trip;

/**
 * What may be done to a running city so that it becomes more like the one outside: vehicles more or fewer. Only between two steps,
 * on the engine's thread. Nobody is put where there is no room, and nobody who drives is lost count of.
 */
public final class Correction {
    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final Entry entry;
    private long withdrawn;

    Correction(RoadNetwork road, Vehicles vehicles, Occupancy occupancy, Claims claims, Entry entry) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.entry = entry;
    }

    void each(Columns columns) {
        withdrawn = columns.of(withdrawn);
    }

    /** Told of each vehicle on the road. */
    @FunctionalInterface
    public interface Visitor {
        /** @param row its row until the next step */
        void visit(int row, Trip trip);
    }

    /** Goes through all vehicles on the road, in the order of their rows. */
    public void visit(Visitor visitor) {
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                visitor.visit(v, vehicles.trip[v]);
            }
        }
    }

    /** Lets a trip more come: it waits at the start of its first link until there is room. */
    public void add(Trip trip) {
        entry.add(trip);
    }

    /**
     * Takes a vehicle off the road, where nobody would notice: not from inside a node, nor from a halt.
     *
     * @param row as {@link #visit} has just told it
     * @return whether it was done
     */
    public boolean withdraw(int row) {
        boolean plain = vehicles.used[row]
                && road.isLane(vehicles.segment[row])
                && !vehicles.parked[row]
                && vehicles.nextStop[row] == Vehicles.NONE
                && !vehicles.emergency(row)
                && vehicles.rear(row) >= 0;
        if (plain) {
            claims.releaseAll(row);
            occupancy.nodeCount[road.nodeOf(vehicles.segment[row])]--;
            occupancy.remove(row);
            vehicles.remove(row);
            withdrawn++;
        }
        return plain;
    }

    /** Vehicles that were taken off the road. */
    public long withdrawnCount() {
        return withdrawn;
    }
}
