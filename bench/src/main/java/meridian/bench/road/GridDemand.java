package meridian.bench.road;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Turn;

/**
 * Random monotone routes through a grid: a trip begins on any link, goes straight on at 70 of 100 crossings and else turns,
 * now right, now left, so that it never comes back, until it leaves the grid.
 */
final class GridDemand {
    private static final double STRAIGHT_ON = 0.7;
    private static final int NOWHERE = -1;

    private final Network network;
    private final SplittableRandom random;
    private final List<Integer> starts = new ArrayList<>();

    private GridDemand(Network network, long seed) {
        this.network = network;
        random = new SplittableRandom(seed);
        for (int l = 0; l < network.links().size(); l++) {
            if (next(l, Turn.STRAIGHT) >= 0) {
                starts.add(l);
            }
        }
    }

    /**
     * The grid with trips in order of departure.
     *
     * @param stock trips that depart evenly over the first {@code stockSeconds}, so that the grid is soon as full as it stays
     * @param perHour trips that depart evenly over each hour from the start on
     */
    static City fill(City grid, int stock, double stockSeconds, int perHour, double hours) {
        GridDemand demand = new GridDemand(grid.network(), 1);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < stock; i++) {
            trips.add(demand.trip("stock-" + i, Math.floor(i * stockSeconds / stock)));
        }
        int later = (int) (perHour * hours);
        for (int i = 0; i < later; i++) {
            trips.add(demand.trip("trip-" + i, Math.floor(i * 3600.0 / perHour)));
        }
        trips.sort(java.util.Comparator.comparingDouble(Trip::departSeconds));
        return grid.withTrips(trips);
    }

    private Trip trip(String id, double departSeconds) {
        return new Trip(id, VehicleType.CAR, departSeconds, path(), true, List.of(), Trip.Departure.USUAL, -1);
    }

    private LinkPath path() {
        boolean right = random.nextBoolean();
        List<Integer> links = new ArrayList<>();
        int link = starts.get(random.nextInt(starts.size()));
        links.add(link);
        while (next(link, Turn.STRAIGHT) >= 0) {
            boolean straight = random.nextDouble() < STRAIGHT_ON;
            link = next(link, straight ? Turn.STRAIGHT : right ? Turn.RIGHT : Turn.LEFT);
            right ^= !straight;
            links.add(link);
        }
        return LinkPath.of(links.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The link behind the crossing at a link's end; at the border there is none but the way back. */
    private int next(int link, Turn turn) {
        for (int m : network.movementsFrom(link)) {
            Movement movement = network.movement(m);
            if (movement.turn() == turn) {
                return movement.toLink();
            }
        }
        return NOWHERE;
    }
}
