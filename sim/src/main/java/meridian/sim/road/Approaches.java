package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;

/**
 * Who comes towards which movement in this step without being committed to it; made anew in each step, for movements that
 * somebody yields to.
 */
final class Approaches {
    final int[] first;
    int[] next = new int[256];
    int[] vehicle = new int[256];
    /** From the vehicle's front to the stop line, m. */
    double[] distance = new double[256];

    private int[] touched = new int[256];
    private int touchedCount;
    private int count;

    Approaches(RoadNetwork road) {
        first = new int[road.movementCount];
        Arrays.fill(first, NONE);
    }

    void clear() {
        for (int i = 0; i < touchedCount; i++) {
            first[touched[i]] = NONE;
        }
        touchedCount = 0;
        count = 0;
    }

    void add(int v, int movement, double meters) {
        if (count == vehicle.length) {
            next = Arrays.copyOf(next, count * 2);
            vehicle = Arrays.copyOf(vehicle, count * 2);
            distance = Arrays.copyOf(distance, count * 2);
            touched = Arrays.copyOf(touched, count * 2);
        }
        int a = count++;
        if (first[movement] == NONE) {
            touched[touchedCount++] = movement;
        }
        vehicle[a] = v;
        distance[a] = meters;
        next[a] = first[movement];
        first[movement] = a;
    }
}
