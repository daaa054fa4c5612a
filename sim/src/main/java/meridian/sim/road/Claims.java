package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;

/**
 * Who has committed to drive through which movement, in order of commitment.
 *
 * <p>A claim lasts from the moment its driver may no longer stop before the line (or enters) until the tail has left the
 * movement. It stands in two chains: of its movement and of its vehicle.
 */
final class Claims {
    private final Vehicles vehicles;

    /** First claim of a movement. */
    final int[] first;

    int[] nextOfMovement = new int[0];
    int[] nextOfVehicle = new int[0];
    int[] vehicle = new int[0];
    int[] movement = new int[0];
    /** Rank in the order of all claims, taken when committing to the line; the smaller goes first. */
    long[] order = new long[0];
    /** Rank beyond the waiting place: the same, or taken anew by who waited there. */
    long[] laterOrder = new long[0];
    /** Odometer of the vehicle when its front is at the stop line. */
    double[] lineOdometer = new double[0];
    /** False while the driver may only go as far as the waiting place inside the node. */
    boolean[] whole = new boolean[0];

    private int freeHead = NONE;
    private long nextOrder = 1;

    Claims(RoadNetwork road, Vehicles vehicles) {
        this.vehicles = vehicles;
        first = new int[road.movementCount];
        Arrays.fill(first, NONE);
    }

    private Claims(Claims other, Vehicles vehicles) {
        this.vehicles = vehicles;
        first = other.first.clone();
        nextOfMovement = other.nextOfMovement.clone();
        nextOfVehicle = other.nextOfVehicle.clone();
        vehicle = other.vehicle.clone();
        movement = other.movement.clone();
        order = other.order.clone();
        laterOrder = other.laterOrder.clone();
        lineOdometer = other.lineOdometer.clone();
        whole = other.whole.clone();
        freeHead = other.freeHead;
        nextOrder = other.nextOrder;
    }

    Claims copy(Vehicles copiedVehicles) {
        return new Claims(this, copiedVehicles);
    }

    /** @param distance from the front to the stop line, m */
    int add(int v, int m, double distance, boolean isWhole) {
        if (freeHead == NONE) {
            grow();
        }
        int c = freeHead;
        freeHead = nextOfMovement[c];
        vehicle[c] = v;
        movement[c] = m;
        order[c] = nextOrder++;
        laterOrder[c] = order[c];
        lineOdometer[c] = vehicles.odometer[v] + distance;
        whole[c] = isWhole;
        nextOfMovement[c] = first[m];
        first[m] = c;
        nextOfVehicle[c] = vehicles.claim[v];
        vehicles.claim[v] = c;
        return c;
    }

    /** A driver who waited inside the node goes on, behind all who are committed now; what is taken already stays taken. */
    void complete(int c) {
        whole[c] = true;
        laterOrder[c] = nextOrder++;
    }

    /** The claim's rank for a stretch that begins this far into the node, m. */
    long rank(int c, double enter, double waitingPlace) {
        return enter < waitingPlace ? order[c] : laterOrder[c];
    }

    /** The vehicle's claim on this movement, or NONE. */
    int find(int v, int m) {
        for (int c = vehicles.claim[v]; c != NONE; c = nextOfVehicle[c]) {
            if (movement[c] == m) {
                return c;
            }
        }
        return NONE;
    }

    /** Front of the claim's vehicle, m beyond the stop line (negative: before it). */
    double front(int c) {
        return vehicles.odometer[vehicle[c]] - lineOdometer[c];
    }

    /** Rear of the claim's vehicle, m beyond the stop line. */
    double rear(int c) {
        return front(c) - vehicles.length[vehicle[c]];
    }

    /** Drops the claims of a vehicle whose tail has left the movement. */
    void releasePassed(int v, RoadNetwork road) {
        int c = vehicles.claim[v];
        while (c != NONE) {
            int next = nextOfVehicle[c];
            if (rear(c) >= road.segLength[road.laneCount + movement[c]]) {
                release(c);
            }
            c = next;
        }
    }

    void releaseAll(int v) {
        while (vehicles.claim[v] != NONE) {
            release(vehicles.claim[v]);
        }
    }

    void release(int c) {
        int m = movement[c];
        if (first[m] == c) {
            first[m] = nextOfMovement[c];
        } else {
            int before = first[m];
            while (nextOfMovement[before] != c) {
                before = nextOfMovement[before];
            }
            nextOfMovement[before] = nextOfMovement[c];
        }
        int v = vehicle[c];
        if (vehicles.claim[v] == c) {
            vehicles.claim[v] = nextOfVehicle[c];
        } else {
            int before = vehicles.claim[v];
            while (nextOfVehicle[before] != c) {
                before = nextOfVehicle[before];
            }
            nextOfVehicle[before] = nextOfVehicle[c];
        }
        nextOfMovement[c] = freeHead;
        freeHead = c;
    }

    private void grow() {
        int old = vehicle.length;
        int n = Math.max(256, old * 2);
        nextOfMovement = Arrays.copyOf(nextOfMovement, n);
        nextOfVehicle = Arrays.copyOf(nextOfVehicle, n);
        vehicle = Arrays.copyOf(vehicle, n);
        movement = Arrays.copyOf(movement, n);
        order = Arrays.copyOf(order, n);
        laterOrder = Arrays.copyOf(laterOrder, n);
        lineOdometer = Arrays.copyOf(lineOdometer, n);
        whole = Arrays.copyOf(whole, n);
        for (int c = n - 1; c >= old; c--) {
            nextOfMovement[c] = freeHead;
            freeHead = c;
        }
    }
}
