package meridian.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.road.TripLog;
import org.jspecify.annotations.Nullable;

/**
 * One row for each trip that was due, in order of departure, filled in when it arrives. One thread.
 *
 * <p>Arrays are indexed by row; seconds are of the simulated day, {@link #ARRIVED_NOT} where a trip has not arrived.
 */
final class TripSheet implements TripLog {
    static final double ARRIVED_NOT = -1;

    private final List<Trip> trips = new ArrayList<>();
    private final Map<Trip, Integer> rowOf = new IdentityHashMap<>();
    private double[] entered = new double[256];
    private double[] left = new double[256];
    private double[] meters = new double[256];
    private double[] lost = new double[256];
    private double[] waited = new double[256];
    private int[] halts = new int[256];
    /** The trip of the demand behind which others have no row yet; null: all that come get one. */
    private @Nullable String heldId;

    /** The same trips; each gets its row when the engine takes it. */
    TripSource noting(TripSource source) {
        return new TripSource() {
            @Override
            public Iterator<Trip> trips(double fromSeconds) {
                Iterator<Trip> all = source.trips(fromSeconds);
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public Trip next() {
                        return noted(all.next());
                    }
                };
            }

            @Override
            public OptionalLong count() {
                return source.count();
            }
        };
    }

    /**
     * For a city that goes on from a saved state: those who are under way then get their rows first, and of the demand, which begins
     * anew, only what comes behind the trip that the city has in hand.
     *
     * @param held empty: nobody comes any more
     */
    void goOn(List<Trip> begun, Optional<Trip> held) {
        begun.forEach(this::note);
        held.ifPresent(this::note);
        heldId = held.map(Trip::id).orElse(null);
    }

    private Trip noted(Trip trip) {
        if (heldId == null) {
            return note(trip);
        }
        heldId = trip.id().equals(heldId) ? null : heldId;
        return trip;
    }

    private Trip note(Trip trip) {
        int row = trips.size();
        if (row == left.length) {
            grow(row * 2);
        }
        left[row] = ARRIVED_NOT;
        trips.add(trip);
        rowOf.put(trip, row);
        return trip;
    }

    private void grow(int size) {
        entered = Arrays.copyOf(entered, size);
        left = Arrays.copyOf(left, size);
        meters = Arrays.copyOf(meters, size);
        lost = Arrays.copyOf(lost, size);
        waited = Arrays.copyOf(waited, size);
        halts = Arrays.copyOf(halts, size);
    }

    @Override
    public void arrived(
            Trip trip,
            double enteredSeconds,
            double leftSeconds,
            double driven,
            double lostSeconds,
            double waitedSeconds,
            int stops) {
        Integer row = rowOf.remove(trip);
        if (row == null) {
            throw new IllegalStateException("trip " + trip.id() + " arrived, but never departed");
        }
        entered[row] = enteredSeconds;
        left[row] = leftSeconds;
        meters[row] = driven;
        lost[row] = lostSeconds;
        waited[row] = waitedSeconds;
        halts[row] = stops;
    }

    /** Trips that were due at this second; the engine holds one more in hand. */
    int rows(double nowSeconds) {
        int rows = trips.size();
        while (rows > 0 && trips.get(rows - 1).departSeconds() > nowSeconds) {
            rows--;
        }
        return rows;
    }

    Trip trip(int row) {
        return trips.get(row);
    }

    boolean hasArrived(int row) {
        return left[row] != ARRIVED_NOT;
    }

    double enteredSeconds(int row) {
        return entered[row];
    }

    double leftSeconds(int row) {
        return left[row];
    }

    double travelSeconds(int row) {
        return left[row] - entered[row];
    }

    /** How long it waited outside for room. */
    double waitToEnterSeconds(int row) {
        return entered[row] - trips.get(row).departSeconds();
    }

    double meters(int row) {
        return meters[row];
    }

    double lostSeconds(int row) {
        return lost[row];
    }

    double waitedSeconds(int row) {
        return waited[row];
    }

    int halts(int row) {
        return halts[row];
    }

    double speedMps(int row) {
        double seconds = travelSeconds(row);
        return seconds > 0 ? meters[row] / seconds : 0;
    }

    /** A value of all trips that have arrived. */
    double[] ofArrived(IntToDoubleFunction value) {
        return IntStream.range(0, trips.size())
                .filter(this::hasArrived)
                .mapToDouble(value)
                .toArray();
    }
}
