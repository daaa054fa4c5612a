package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;

/**
 * Before which nodes an emergency vehicle is heard: who crosses its way there and can still stop lets it go first. Gathered by one
 * thread between two steps, then read by all. Where nobody drives with a siren it costs nothing.
 */
final class Sirens {
    /** So far before its line an emergency vehicle is heard at a node, m: an estimate. */
    private static final double HEARD_METERS = 60;
    /**
     * So long others wait for one that stands before its line and cannot go, such as before a full road; then they drive for
     * as long, s.
     */
    private static final double PATIENT_SECONDS = 20;

    private final RoadNetwork road;
    private final Vehicles vehicles;

    /** Whether one is heard anywhere. */
    boolean any;
    /** The one that is nearest to its line of those heard at a node, and the movement it will take; or NONE. */
    final int[] vehicle;

    final int[] movement;

    Sirens(RoadNetwork road, Vehicles vehicles) {
        this.road = road;
        this.vehicles = vehicles;
        vehicle = new int[road.nodeCount];
        movement = new int[road.nodeCount];
        Arrays.fill(vehicle, NONE);
    }

    void gather() {
        if (any) {
            Arrays.fill(vehicle, NONE);
            any = false;
        }
        if (vehicles.emergencies == 0) {
            return;
        }
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v] && !vehicles.parked[v] && vehicles.emergency(v)) {
                hear(v);
            }
        }
    }

    private void hear(int v) {
        int lane = vehicles.segment[v];
        if (!road.isLane(lane)
                || vehicles.movement[v] < 0
                || distance(v) > HEARD_METERS
                || vehicles.standing[v] % (2 * PATIENT_SECONDS) >= PATIENT_SECONDS) {
            return;
        }
        int node = road.laneNode[lane];
        int other = vehicle[node];
        if (other == NONE
                || distance(v) < distance(other)
                || distance(v) == distance(other) && vehicles.serial[v] < vehicles.serial[other]) {
            vehicle[node] = v;
            movement[node] = vehicles.movement[v];
            any = true;
        }
    }

    private double distance(int v) {
        return road.segLength[vehicles.segment[v]] - vehicles.position[v];
    }

    /** Whether a movement crosses or joins the way of the emergency vehicle that is heard at its node, and is not its own. */
    boolean stop(int v, int m) {
        int node = road.nodeOf(road.laneCount + m);
        if (vehicle[node] == NONE || vehicle[node] == v) {
            return false;
        }
        ConflictZones zones = road.zones;
        for (int i = zones.start[m]; i < zones.start[m + 1]; i++) {
            if (zones.foe[i] == movement[node]) {
                return true;
            }
        }
        return false;
    }

    /** Whether others let this vehicle go first through a movement. */
    boolean leads(int v, int m) {
        return any && vehicle[road.nodeOf(road.laneCount + m)] == v;
    }
}
