package meridian.sim.road;

import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;

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
    private final Mover mover;
    private long withdrawn;

    Correction(RoadNetwork road, Vehicles vehicles, Occupancy occupancy, Claims claims, Entry entry, Mover mover) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.entry = entry;
        this.mover = mover;
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

    /**
     * Lets another driver sit in a vehicle, whose wanted speed is so many times the present one's.
     *
     * @param row as {@link #visit} has just told it
     * @param type of the same length and kind
     */
    public void exchangeDriver(int row, VehicleType type, double wantedSpeedFactor) {
        VehicleType before = vehicles.trip[row].type();
        if (type.lengthMeters() != before.lengthMeters() || type.kind() != before.kind()) {
            throw new IllegalArgumentException(
                    "another driver does not make a " + before.id() + " longer or shorter or anything else");
        }
        vehicles.trip[row] = vehicles.trip[row].withType(type);
        vehicles.type[row] = vehicles.types.of(type);
        vehicles.speedFactor[row] *= wantedSpeedFactor;
    }

    /** Lane that a vehicle is on, counted over all links as in {@link RoadView#addByLane}, or −1 inside a node. */
    public int lane(int row) {
        int segment = vehicles.segment[row];
        return road.isLane(segment) ? segment : Vehicles.NONE;
    }

    /**
     * Gives a vehicle another way behind its present link: not to one that has begun or announced its way through a node, has
     * halts before it or a stated place to arrive.
     *
     * @param row as {@link #visit} has just told it
     * @param ahead links from the next one on; empty: it leaves at the end of this one
     * @return whether it was done
     */
    public boolean redirect(int row, int[] ahead) {
        boolean free = vehicles.used[row]
                && road.isLane(vehicles.segment[row])
                && vehicles.lineClaim[row] == Vehicles.NONE
                && vehicles.knock[row] == Vehicles.NONE
                && vehicles.nextStop[row] == Vehicles.NONE
                && vehicles.trip[row].arrivalMeters() < 0;
        if (free) {
            vehicles.goOn(row, ahead, 0);
            mover.look(row);
        }
        return free;
    }

    /** Vehicles that were taken off the road. */
    public long withdrawnCount() {
        return withdrawn;
    }
}
