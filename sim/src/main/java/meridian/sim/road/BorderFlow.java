package meridian.sim.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;

/**
 * What comes over the border of a {@link Region} in the next minutes, for a fork of it: trips that begin at its entrances
 * and have their ways given.
 *
 * <p>Two answers. {@link #expected}: of the vehicles that are on their way towards the region each one when the travel times
 * say, and the trips of the known demand that begin in it; right where ways are known. {@link #recorded}: as many an hour as in the last minutes, evenly spread, on the ways of
 * vehicles that are there now; all that counters can give.
 */
public final class BorderFlow {
    private static final double SECONDS_PER_HOUR = 3600;
    /** Who comes to an entrance within so many links is near. */
    private static final int LEGS_AHEAD = 6;

    private final RoadEngine engine;
    private final Region region;
    private final double now;
    private final List<Trip> coming = new ArrayList<>();

    private BorderFlow(RoadEngine engine, Region region) {
        this.engine = engine;
        this.region = region;
        now = engine.timeSeconds();
    }

    /** Of the vehicles on the road outside, each at the time at which it will come. */
    public static TripSource expected(RoadEngine engine, Region region, double seconds) {
        BorderFlow flow = new BorderFlow(engine, region);
        Vehicles vehicles = engine.vehicles;
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v] && !region.hasSegment(vehicles.segment[v])) {
                flow.expect(v, seconds);
            }
        }
        flow.expectDepartures(seconds);
        return flow.trips();
    }

    /** Trips of the city's own demand that will begin in the region. */
    private void expectDepartures(double seconds) {
        for (Iterator<Trip> trips = engine.upcomingTrips(); trips.hasNext(); ) {
            Trip trip = trips.next();
            if (trip.departSeconds() > now + seconds) {
                return;
            }
            if (region.hasLink(trip.path().first())) {
                coming.add(trip);
            }
        }
    }

    private void expect(int v, double seconds) {
        Vehicles vehicles = engine.vehicles;
        RoadNetwork road = engine.road();
        float[] travelSeconds = engine.records().travelSeconds();
        int[] path = vehicles.path[v];
        int leg = vehicles.leg[v];
        int segment = vehicles.segment[v];
        double rest = road.isLane(segment) ? 1 - vehicles.position[v] / road.segLength[segment] : 0;
        double eta = rest * travelSeconds[path[leg]];
        for (int i = leg + 1; i < path.length && eta <= seconds; i++) {
            if (region.entrance(path[i])) {
                add(vehicles.trip[v], vehicles.serial[v], now + eta, path, i);
                return;
            }
            eta += travelSeconds[path[i]];
        }
    }

    /** As many as in the last minutes at each entrance, evenly spread, on ways of vehicles that are there or near. */
    public static TripSource recorded(RoadEngine engine, Region region, double seconds) {
        BorderFlow flow = new BorderFlow(engine, region);
        RoadNetwork road = engine.road();
        int[][] examples = flow.examples();
        for (int link = 0; link < road.linkCount; link++) {
            double hourly = engine.records().flowPerHour(link);
            int count = examples[link].length;
            if (hourly > 0 && count > 0) {
                double every = SECONDS_PER_HOUR / hourly;
                int n = 0;
                for (double at = every / 2; at <= seconds; at += every) {
                    int v = examples[link][n++ % count];
                    Vehicles vehicles = engine.vehicles;
                    int[] path = vehicles.path[v];
                    flow.add(vehicles.trip[v], n, flow.now + at, path, place(path, vehicles.leg[v], link));
                }
            }
        }
        return flow.trips();
    }

    /** Vehicles whose way leads over each entrance and that have not left it, the nearest rows first. */
    private int[][] examples() {
        List<List<Integer>> found = new ArrayList<>();
        for (int link = 0; link < engine.road().linkCount; link++) {
            found.add(List.of());
        }
        Vehicles vehicles = engine.vehicles;
        for (int v = 0; v < vehicles.rows; v++) {
            if (!vehicles.used[v]) {
                continue;
            }
            int[] path = vehicles.path[v];
            for (int i = vehicles.leg[v]; i < Math.min(path.length, vehicles.leg[v] + LEGS_AHEAD); i++) {
                if (region.entrance(path[i])) {
                    List<Integer> list = found.get(path[i]).isEmpty() ? new ArrayList<>() : found.get(path[i]);
                    list.add(v);
                    found.set(path[i], list);
                    break;
                }
            }
        }
        return found.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static int place(int[] path, int leg, int link) {
        int i = leg;
        while (path[i] != link) {
            i++;
        }
        return i;
    }

    private void add(Trip like, long number, double departSeconds, int[] path, int from) {
        int last = region.lastLeg(path, from);
        int[] way = Arrays.copyOfRange(path, from, last + 1);
        String id = "border-" + path[from] + "-" + number;
        coming.add(
                new Trip(id, like.type(), departSeconds, LinkPath.of(way), true, List.of(), Trip.Departure.USUAL, -1));
    }

    private TripSource trips() {
        return TripSource.of(coming);
    }
}
