package meridian.model.demand;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Trips in order of departure, made as they are asked for, so that a day of a million trips needs no memory. Each call
 * of {@link #trips} starts anew and gives the same trips.
 */
public interface TripSource {
    /** Trips that depart at this second or later, in order of departure. */
    Iterator<Trip> trips(double fromSeconds);

    /** How many there are in all, where known. */
    OptionalLong count();

    /** Trips that are already in memory; they are sorted by departure, equal ones stay in their order. */
    static TripSource of(List<Trip> trips) {
        List<Trip> sorted = trips.stream()
                .sorted(java.util.Comparator.comparingDouble(Trip::departSeconds))
                .toList();
        return new TripSource() {
            @Override
            public Iterator<Trip> trips(double fromSeconds) {
                return sorted.subList(firstFrom(sorted, fromSeconds), sorted.size())
                        .iterator();
            }

            @Override
            public OptionalLong count() {
                return OptionalLong.of(sorted.size());
            }
        };
    }

    /** Place of the first of the sorted trips that departs at this second or later. */
    private static int firstFrom(List<Trip> sorted, double seconds) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted.get(middle).departSeconds() < seconds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
