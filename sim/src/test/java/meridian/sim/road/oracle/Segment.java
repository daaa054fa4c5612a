package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of road on which vehicles follow each other. */
abstract sealed class Segment permits Lane, Movement {
    /** Number of a lane, or of lanes and a movement: only for comparing and for messages. */
    final int number;

    final double length;
    final double limit;
    /** Who is on it, from front to back. */
    final List<Vehicle> vehicles = new ArrayList<>();
    /** Who left it last at its end, and its odometer when its front was there. */
    private @Nullable Vehicle left;

    private double leftOdometer;

    Segment(int number, double length, double limit) {
        this.number = number;
        this.length = length;
        this.limit = limit;
    }

    /** Puts a vehicle behind all who are as far or farther. */
    void insert(Vehicle v) {
        int place = vehicles.size();
        while (place > 0 && vehicles.get(place - 1).position < v.position) {
            place--;
        }
        vehicles.add(place, v);
        v.on = this;
    }

    /** Puts a vehicle right behind somebody, or in front of all. */
    void insertBehind(Vehicle v, @Nullable Vehicle ahead) {
        vehicles.add(ahead == null ? 0 : vehicles.indexOf(ahead) + 1, v);
        v.on = this;
    }

    @Nullable
    Vehicle ahead(Vehicle v) {
        int place = vehicles.indexOf(v);
        return place == 0 ? null : vehicles.get(place - 1);
    }

    /** Who comes behind somebody, or the first of all. */
    @Nullable
    Vehicle behind(@Nullable Vehicle v) {
        int place = v == null ? 0 : vehicles.indexOf(v) + 1;
        return place == vehicles.size() ? null : vehicles.get(place);
    }

    @Nullable
    Vehicle first() {
        return vehicles.isEmpty() ? null : vehicles.getFirst();
    }

    /** Notes that a vehicle's front is so far beyond the end. */
    void leave(Vehicle v, double beyond) {
        vehicles.remove(v);
        left = v;
        leftOdometer = v.odometer - beyond;
    }

    /** Whose tail is still here though its front has left. */
    @Nullable
    Vehicle tail() {
        Vehicle v = left;
        return v == null || v.gone || v.odometer - leftOdometer >= v.length() ? null : v;
    }

    double tailRear(Vehicle tail) {
        return length + tail.odometer - leftOdometer - tail.length();
    }

    /** Whom somebody who comes onto the segment finds in front. */
    @Nullable
    Vehicle last() {
        return vehicles.isEmpty() ? tail() : vehicles.getLast();
    }

    /** Rear of {@link #last}; the end where nobody is there. */
    double lastRear() {
        if (!vehicles.isEmpty()) {
            return vehicles.getLast().rear();
        }
        Vehicle tail = tail();
        return tail == null ? length : tailRear(tail);
    }
}
